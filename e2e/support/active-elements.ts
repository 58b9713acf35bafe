import type { Frame } from "playwright-core";

/** Of which our pages are made, apart from what stands in their heads. What else there is has come out of a text. */
const OWN_ELEMENTS = [
  "html head body title",
  "div span main header footer nav section article aside form h1 h2 h3 h4 p ul ol li dl dt dd a button input textarea",
  "select option label fieldset legend small strong em b i q s del code pre blockquote table thead tbody tr th td hr br",
  "kbd time figure figcaption dialog baton-chat",
  "svg g defs path circle ellipse rect line polyline polygon linearGradient radialGradient stop clipPath text",
].flatMap((names) => names.split(" "));

/** These only in a head, where no text is shown. */
const HEAD_ELEMENTS = ["meta", "link", "script", "style", "title"];

/**
 * The elements of a page, each as its HTML, that a text of somebody's must have become: of a kind that our pages have
 * not, with a handler, or with an address that does more than lead to a page.
 */
export function activeElements(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(`(() => {
    const own = new Set(${JSON.stringify(OWN_ELEMENTS)});
    const ofHead = new Set(${JSON.stringify(HEAD_ELEMENTS)});
    const ADDRESS = /^(?:href|src|action|formaction|data|srcdoc|srcset|poster|background|ping|xlink:href)$/;
    const isHarmful = ({ name, value }, element) => {
      if (/^on|xss/i.test(name)) return true;
      if (name === "style") return /url\\(|expression|xss/i.test(value);
      if (!ADDRESS.test(name)) return false;
      // A bot's link may lead anywhere, if only somebody presses it.
      if (element.localName === "a" && name === "href") return !/^(?:https?|mailto):$/.test(element.protocol);
      return !ofHead.has(element.localName) || /xss|^\\s*(?:javascript|vbscript|data):/i.test(value);
    };
    return [...document.querySelectorAll("*")]
      .filter((element) => {
        const isOwn = own.has(element.localName) || (ofHead.has(element.localName) && element.closest("head") !== null);
        return !isOwn || [...element.attributes].some((attribute) => isHarmful(attribute, element));
      })
      .map((element) => element.outerHTML.slice(0, 200));
  })()`);
}
