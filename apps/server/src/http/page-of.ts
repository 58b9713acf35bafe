import type { Page } from "../application/app.ts";

const MOST_CHARACTERS = 2_000;

/** Where the host page says that the customer writes from; null when it says nothing that can be used. */
export function pageOf(said: { page_url?: string | undefined; referrer?: string | undefined }): Page | null {
  const page = { pageUrl: webAddress(said.page_url), referrer: webAddress(said.referrer) };
  return page.pageUrl === null && page.referrer === null ? null : page;
}

/** Without what stands behind `#` or before `@`: shops keep tokens there. */
function webAddress(said: string | undefined): string | null {
  const url = said === undefined ? null : URL.parse(said);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  url.hash = "";
  url.username = "";
  url.password = "";
  return url.href.length <= MOST_CHARACTERS ? url.href : null;
}
