import { chooseLang, type HostWishes, type Lang } from "../shared/messages.ts";
import { lookOf } from "./look.ts";

/** The language of the element, else of what it stands in, else of the visitor. */
export function langOf(host: Element): Lang {
  return chooseLang(host.closest("[lang]")?.getAttribute("lang") || navigator.language);
}

/**
 * What the element asks for, as it stands there now.
 * @param probe an element beside the chat that colours may be tried on
 */
export function wishesOf(host: Element, probe: HTMLElement): HostWishes {
  const lang = langOf(host);
  const word = (name: string) => host.getAttribute(name);
  /** One that ends in the chat's language (`title-zh-cn`) wins over the plain one. */
  const inLanguage = (name: string) => word(`${name}-${lang.toLowerCase()}`) ?? word(name);
  return {
    lang,
    theme: word("theme"),
    look: lookOf(host, probe),
    title: inLanguage("title"),
    suggestions: inLanguage("suggestions"),
    identityToken: word("identity-token"),
    page: word("page") === "off" ? undefined : { url: plain(location.href), referrer: plain(document.referrer) },
  };
}

/** Without query and fragment, which hold tokens and searches: they do not leave the page. */
const plain = (address: string) => address.replace(/[?#].*/s, "");
