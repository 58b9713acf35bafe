import { setTimeout as delay } from "node:timers/promises";
import axe from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";

interface Barrier {
  gravity: "minor" | "moderate" | "serious" | "critical";
  /** Which rule, and where. */
  what: string;
}

interface Place {
  target: string;
  html: string;
  data: { contrastRatio?: number; messageKey?: string } | null;
}

interface Found {
  id: string;
  impact: Barrier["gravity"];
  places: Place[];
}

const SCHEMES = ["light", "dark"] as const;

/** Whoever writes says so again before 6 s are over. */
const RENEW_EVERY_MS = 2_000;
/** Frames and waves, transparent within, that lie over a text: without them axe-core can work out its contrast. */
const LAID_OVER = [".n-button__border", ".n-button__state-border", ".n-base-wave", ".active::before"];

/** What axe-core takes for a barrier, or cannot work out, and why it is none; a place is the screen's name and the HTML. */
const EXPLAINED: readonly { rule: RegExp; place: RegExp; why: string }[] = [
  {
    rule: /^label-content-name-mismatch$/,
    place: /class="(?:launcher|toggle)\b/,
    why: "all that is seen of it is a figure in a badge, which nobody would call it by; the launcher's name has it too",
  },
  {
    rule: /^color-contrast that cannot be worked out$/,
    place: /<kbd\b[^>]*>[↑↓]/,
    why: "an arrow is no letter to axe-core; the letters beside it are of the same colours",
  },
  {
    rule: /^color-contrast that cannot be worked out$/,
    place: /^notifications: /,
    why: "axe-core does not see through this dialog's layers; its colours are those of the other dialogs",
  },
  {
    rule: /^color-contrast that cannot be worked out$/,
    place: /class="[^"]*\bmono\b/,
    why: "a session's name breaks over several lines, which axe-core does not look behind one by one",
  },
];

interface Look {
  document?: Page | Frame;
  part?: string;
  shows?: Locator;
  renew?: () => Promise<unknown>;
}

/** Collects what axe-core finds serious or critical on each screen, in both colour schemes. */
export function createInspection(page: Page) {
  const found: string[] = [];
  return {
    found,
    /**
     * @param options.shows what makes it this screen: waited for before, and still there after each look
     * @param options.part only what is in it: for what lies over a screen that was looked at before
     * @param options.renew brings about again what would pass meanwhile, before each look and while it lasts
     */
    async look(screen: string, { document = page, part, shows, renew }: Look = {}): Promise<void> {
      const shown = shows?.filter({ visible: true }).first();
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await renew?.();
        await whileRepeating(renew, async () => {
          await shown?.waitFor();
          for (const { gravity, what } of await findBarriers(screen, document, part)) {
            if (gravity === "serious" || gravity === "critical") found.push(`${screen}, ${colorScheme}: ${what}`);
          }
          if (shown !== undefined && !(await shown.isVisible()))
            found.push(`${screen}, ${colorScheme}: was gone before it had been looked at`);
        });
      }
    },
  };
}

/** Nothing of what is repeated goes on afterwards. */
async function whileRepeating(repeated: (() => Promise<unknown>) | undefined, run: () => Promise<void>): Promise<void> {
  const isOver = new AbortController();
  const { signal } = isOver;
  async function repeat(): Promise<void> {
    for (;;) {
      await delay(RENEW_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await repeated?.();
    }
  }
  await Promise.all([repeat(), run().finally(() => isOver.abort())]);
}

/** What axe-core finds wrong, rule by rule. */
async function findBarriers(screen: string, document: Page | Frame, part?: string): Promise<Barrier[]> {
  // Through the debugger, which no policy of the page keeps out.
  if (!(await document.evaluate("'axe' in window"))) await document.evaluate(axe.source);
  const { violations, undecided } = await document.evaluate<{ violations: Found[]; undecided: Found[] }>(`(async () => {
    // Colours on their way from one theme to the other are no colours of either; one that ends may begin those within.
    for (let calmFrames = 0; calmFrames < 3; calmFrames++) {
      await new Promise(requestAnimationFrame);
      const moving = document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity);
      for (const animation of moving) animation.finish();
      if (moving.length > 0) calmFrames = 0;
    }
    const uncover = new CSSStyleSheet();
    uncover.replaceSync(${JSON.stringify(`${LAID_OVER.join(", ")} { display: none !important; }`)});
    document.adoptedStyleSheets.push(uncover);
    const { violations, incomplete } = await axe.run(${JSON.stringify(part)} ?? document, { iframes: false, resultTypes: ["violations", "incomplete"] });
    document.adoptedStyleSheets.pop();
    // What lies under something else, or is scrolled away, is not read; what is left of it was seen in another look.
    const isCovered = ({ target }) => {
      const text = target.length === 1 && typeof target[0] === "string" ? document.querySelector(target[0]) : null;
      if (text === null) return false;
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return [[left + 1, top + 1], [left + 1, bottom - 1], [right - 1, top + 1], [right - 1, bottom - 1], [(left + right) / 2, (top + bottom) / 2]]
        .map(([x, y]) => document.elementFromPoint(x, y))
        .some((seen) => seen === null || !(text.contains(seen) || seen.contains(text)));
    };
    const plain = ({ id, impact, nodes }) => ({
      id,
      impact,
      places: nodes.map(({ target, html, any }) => ({ target: target.flat().join(" "), html, data: any[0]?.data ?? null })),
    });
    return {
      violations: violations.map(plain),
      undecided: incomplete
        .filter(({ id }) => id === "color-contrast")
        .map(({ nodes, ...rest }) => plain({ ...rest, nodes: nodes.filter((node) => !isCovered(node)) })),
    };
  })()`);
  const all = [...violations, ...undecided.map((one) => ({ ...one, id: `${one.id} that cannot be worked out` }))];
  const unexplained = all
    .map(({ places, ...rest }) => ({
      ...rest,
      places: places.filter(
        ({ html }) => !EXPLAINED.some(({ rule, place }) => rule.test(rest.id) && place.test(`${screen}: ${html}`)),
      ),
    }))
    .filter(({ places }) => places.length > 0);
  return unexplained.map(({ id, impact, places }) => ({
    gravity: impact,
    what: `${id} at ${places.slice(0, 4).map(describePlace).join(" | ")}${places.length > 4 ? " …" : ""}`,
  }));
}

const describePlace = ({ target, data }: Place) =>
  [target, data?.contrastRatio || "", data?.messageKey ?? ""].filter((part) => part !== "").join(" ");
