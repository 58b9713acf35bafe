const CHOICES: readonly RegExp[] = [
  /^(?:no\.? ?|number |option |the )?(?:1|first|one)(?: one)?$|^第?[一1]个?$|^(?:nr\.? ?|nummer |die |das )?(?:1|eins|erste)(?: frage)?$/iu,
  /^(?:no\.? ?|number |option |the )?(?:2|second|two)(?: one)?$|^第?[二2两]个?$|^(?:nr\.? ?|nummer |die |das )?(?:2|zwei|zweite)(?: frage)?$/iu,
  /^(?:no\.? ?|number |option |the )?(?:3|third|three)(?: one)?$|^第?[三3]个?$|^(?:nr\.? ?|nummer |die |das )?(?:3|drei|dritte)(?: frage)?$/iu,
];

/** A list of questions under a title, as the customer reads and may answer it: by number. */
export function listQuestions(title: string, questions: readonly string[]): string | undefined {
  if (questions.length === 0) return undefined;
  return [title, "", ...questions.map((question, place) => `${place + 1}. ${question}`)].join("\n");
}

/**
 * Takes "2" or "第二个" for the question that was offered under that number.
 *
 * @param before the bot's last message, undefined when it has said nothing yet
 * @param titles the titles that such a list of the bot's own stands under: an answer may have numbered steps of its own
 */
export function chosenQuestion(
  text: string,
  before: string | undefined,
  titles: readonly string[],
): string | undefined {
  if (text.length > 30 || before === undefined) return undefined;
  const said = text
    .normalize("NFKC")
    .replace(/[\s.。!！,，、)）]+$/u, "")
    .trim();
  const place = CHOICES.findIndex((choice) => choice.test(said));
  const title = titles.find((listed) => before.includes(listed));
  if (place === -1 || title === undefined) return undefined;
  const lines = before.slice(before.lastIndexOf(title)).split("\n");
  const prefix = `${place + 1}. `;
  return lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
}
