import type { Locator } from "playwright-core";

/** One message as a screen shows it, or as the journal has it. */
export interface Said {
  by: "user" | "assistant" | "agent" | "system";
  text: string;
}

/**
 * What a bot's Markdown and its picture on a screen have in common: letters and figures, in order. Marks of lists and
 * emphasis are gone on a screen, and the figures of a numbered list are drawn but are no text.
 */
export const bare = ({ by, text }: Said): Said =>
  by === "assistant"
    ? { by, text: text.replaceAll(/^\s*\d+\. /gm, "").replaceAll(/[^\p{L}\p{N}]/gu, "") }
    : { by, text };

/** What an element says, without the white space that its template is written with. */
export const textOf = async (element: Locator): Promise<string> => ((await element.textContent()) ?? "").trim();

/** The messages of a list, from top to bottom; `author` maps the classes that the list's elements have. */
export async function readMessages(rows: Locator, author: Record<string, Said["by"]>): Promise<Said[]> {
  const found = await rows.evaluateAll((elements) =>
    elements.map((element) => ({
      classes: [...element.classList] as string[],
      text: (
        element.querySelector(".bubble") ??
        element.querySelector(".stranger") ??
        element
      ).textContent.trim() as string,
    })),
  );
  return found.map(({ classes, text }) => {
    const name = classes.find((one) => author[one] !== undefined) ?? "";
    return { by: author[name] ?? "system", text };
  });
}
