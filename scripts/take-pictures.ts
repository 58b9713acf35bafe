/**
 * The pictures of every screen, in each language, anew: `node scripts/take-pictures.ts`. They show the pages as they
 * are built at present (`npm run build`), on real servers with a made-up morning in them.
 */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { addAgent, type Baton, startBaton } from "../e2e/support/baton-process.ts";
import { launchBrowser } from "../e2e/support/browser.ts";
import { takeConsolePictures } from "./pictures/console.ts";
import { IDENTITY_SECRET } from "./pictures/people.ts";
import { SCENES } from "./pictures/scenes.ts";
import { takeWidgetPictures } from "./pictures/widget.ts";
import { root } from "./run.ts";

const ADMIN = { username: "admin", password: "only for the pictures" };
const SETTINGS = {
  BATON_ADMIN_PASSWORD: ADMIN.password,
  BATON_IDENTITY_SECRET: IDENTITY_SECRET,
  REGULATOR_VIP_AUTO_ESCALATE: "false",
};

const wanted = process.argv.slice(2);
const chosen = (name: string) => wanted.length === 0 || wanted.includes(name);

async function onServer(work: (baton: Baton) => Promise<void>): Promise<void> {
  const baton = await startBaton(SETTINGS);
  try {
    await work(baton);
  } finally {
    await baton.stop();
  }
}

const browser = await launchBrowser();
try {
  for (const lang of ["en", "zh-CN"] as const) {
    if (chosen("console")) await onServer((baton) => takeConsolePictures(browser, baton, ADMIN, lang));
  }
  for (const lang of ["en", "zh-CN", "de"] as const) {
    if (!chosen("widget")) continue;
    await onServer(async (baton) => {
      const account = await addAgent(baton, "picture", SCENES[lang].agent);
      await takeWidgetPictures(browser, baton, account, lang);
    });
  }
} finally {
  await browser.close();
}

const folder = join(root, "docs/images");
let sum = 0;
for (const name of (await readdir(folder)).toSorted()) {
  const { size } = await stat(join(folder, name));
  sum += size;
  console.log(`${String(Math.round(size / 1000)).padStart(5)} KB  ${name}`);
}
console.log(`${String(Math.round(sum / 1000)).padStart(5)} KB in all`);
