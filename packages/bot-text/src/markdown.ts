import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";

/**
 * The bot's text as markup. It is as hostile as a customer's (a model repeats what it is told): no HTML of its own, no
 * images, links to https: and mailto: only. markdown-it builds from that list, DOMPurify removes what got past it.
 */
const SAFE_LINK = /^(?:https:|mailto:)/i;

const TAGS = [
  ...["p", "br", "strong", "em", "s", "code", "pre", "blockquote", "hr", "ul", "ol", "li", "a"],
  ...["table", "thead", "tbody", "tr", "th", "td"],
];

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable("image");
markdown.validateLink = (address) => SAFE_LINK.test(address);
// A heading inside a bubble would break the page's own outline for a screen reader.
markdown.renderer.rules.heading_open = () => "<p><strong>";
markdown.renderer.rules.heading_close = () => "</strong></p>";

export function renderMarkdown(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(markdown.render(text), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ["href", "start"],
    ALLOWED_URI_REGEXP: SAFE_LINK,
    // A number, no address: a list that goes on after a paragraph goes on counting.
    ADD_URI_SAFE_ATTR: ["start"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return fragment;
}
