import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { root } from "../../scripts/run.ts";
import { chromiumPath } from "./needs.ts";
import { WITHIN_MS } from "./patience.ts";
import { type Trouble, watchTrouble } from "./trouble.ts";

export type Lang = "zh-CN" | "en";
/** The chat speaks more than the console. */
export type ChatLang = Lang | "de";
export type Device = "desktop" | "phone" | "fine screen" | "zoomed";

const DEVICES: Record<Device, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  "fine screen": { viewport: { width: 1280, height: 840 }, deviceScaleFactor: 1.5 },
  /** A desktop at 200 %. */
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

const SCREENSHOTS = join(root, "e2e/screenshots");

export const executablePath = chromiumPath();

/** What Playwright switches off itself: of two switches of this name the second one alone counts. */
const SWITCHED_OFF_BY_PLAYWRIGHT = [
  ...["AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"],
  ...["HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter", "PaintHolding"],
  ...["ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"],
  "PreconnectToSearch",
];
/** Pages of the browser's own behind its address bar, which cost half a second of a core for each page opened. */
const PAGES_BEHIND_THE_ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** With nothing of its own to say to the network. */
export function launchBrowser(): Promise<Browser> {
  const switchedOff = [...SWITCHED_OFF_BY_PLAYWRIGHT, ...PAGES_BEHIND_THE_ADDRESS_BAR];
  return chromium.launch({
    executablePath: executablePath ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--disable-features=${switchedOff.join(",")}`,
    ],
  });
}

/** One person at one device: a browser profile of their own, so that nothing is shared but the service. */
export interface Seat<L extends ChatLang = Lang> {
  page: Page;
  lang: L;
  device: Device;
  trouble: Trouble;
  /** @param name the picture's path under `e2e/screenshots`, without the extension */
  screenshot(name: string): Promise<void>;
  leave(): Promise<void>;
}

export async function takeSeat<L extends ChatLang = Lang>(
  browser: Browser,
  { lang = "zh-CN" as L, device = "desktop" }: { lang?: L | undefined; device?: Device | undefined } = {},
): Promise<Seat<L>> {
  const context = await browser.newContext({ locale: lang, ...DEVICES[device] });
  context.setDefaultTimeout(WITHIN_MS);
  const trouble = await watchTrouble(context);
  const page = await context.newPage();
  return {
    page,
    lang,
    device,
    trouble,
    async screenshot(name) {
      const path = join(SCREENSHOTS, `${name}.png`);
      await mkdir(join(path, ".."), { recursive: true });
      await page.screenshot({ path, animations: "disabled" });
    },
    leave: () => context.close(),
  };
}
