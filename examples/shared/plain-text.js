/**
 * The bot writes Markdown. Here it is shown as text, without the signs for bold and lists; a page that renders it must
 * sanitise it, because nobody knows what a bot may be talked into saying.
 * @param {string} markdown
 */
export const plainText = (markdown) => markdown.replaceAll(/\*\*(.+?)\*\*/g, "$1").replaceAll(/^- /gm, "• ");
