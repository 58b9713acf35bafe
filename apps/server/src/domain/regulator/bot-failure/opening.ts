/** What follows is the answer's matter, or a refusal's explanation. */
const MOST_CHARACTERS = 400;

const QUOTED = /"[^"]{1,80}"/g;

/** What is only supposed ("if you don't know your size, …") is not what the bot says of itself. */
const SUPPOSED = new RegExp(
  [
    "(?<![\\p{L}'])(?:if|when|whenever|in case|unless|wenn|falls|sofern|cuando|lorsque|quand|quando|si (?:vous|tu|usted|no|el|la|le|votre|su|ton)|se (?:non|hai|il|la|lo|ti|o|a|não|você|seu|sua)|caso|если|когда|als u|als je|jeśli|eğer|nếu|khi|jika)(?![\\p{L}'])[^,.;:!?]*",
    "(?:如果|如遇|如您|如显示|如提示|若|要是|假如|倘若|当|万一)[^,，。;!?]*[,，]",
    "不(?:清楚|知道|确定|会|明白|了解)[^,，。!?]{0,12}(?:的话|的时候|时|就)",
    "(?:提示|显示|出现|弹出)[^,，。]{0,12}(?:时|的话|后)",
  ].join("|"),
  "gu",
);

/** How a reply begins, without what it only supposes or quotes. @param text as `readable` gives it */
export function opening(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replaceAll(QUOTED, " ").replaceAll(SUPPOSED, " ");
}
