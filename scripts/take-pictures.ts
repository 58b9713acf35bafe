/**
 * The README's pictures of the console, one a language, anew: `node scripts/take-pictures.ts`. They show the pages as
 * they are built at present (`npm run build`), on a real server with a made-up morning in it.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { createAgent } from "../e2e/support/agent.ts";
import { addAgent, startBaton } from "../e2e/support/baton-process.ts";
import { type Lang, launchBrowser } from "../e2e/support/browser.ts";
import { root } from "./run.ts";

interface Scene {
  lang: Lang;
  picture: string;
  agent: string;
  faq: { question: string; answer: string };
  customer: { name: string; asks: string; adds: string; says: string[] };
  agentSays: string[];
  waiting: { name: string; says: string }[];
}

const SCENES: Scene[] = [
  {
    lang: "en",
    picture: "console.png",
    agent: "Maya Wang",
    faq: {
      question: "How long does a full charge take?",
      answer:
        "About five hours from empty with the charger in the box, and about three to eighty percent. You may charge at any time; the battery likes it best between twenty and eighty percent.",
    },
    customer: {
      name: "Emma Hart",
      asks: "How long does a full charge take?",
      adds: "Mine has been at it since last night and stops at 80%. My order is 8213.",
      says: ["Yes, it is the one that came with the bike.", "It blinks green, three times."],
    },
    agentSays: [
      "Hello Emma, this is Maya. I have your order in front of me. Are you using the original charger?",
      "Thank you! What does its light do when it stops?",
    ],
    waiting: [
      { name: "Jonas Weber", says: "The parcel service says it was delivered, but there is nothing here." },
      { name: "Priya Nair", says: "Can a person check whether the child seat fits my rack?" },
    ],
  },
  {
    lang: "zh-CN",
    picture: "console.zh-CN.png",
    agent: "小李",
    faq: {
      question: "充满电要多久？",
      answer:
        "用随车充电器从没电充到满约 5 小时，充到 80% 约 3 小时。可以随用随充，电量保持在 20% 到 80% 之间对电池最好。",
    },
    customer: {
      name: "陈静",
      asks: "充满电要多久？",
      adds: "我的从昨晚充到现在，一直停在 80%。订单号 8213。",
      says: ["是的，就是随车的那个。", "绿灯闪三下。"],
    },
    agentSays: [
      "陈女士您好，我是小李，已经看到您的订单。您用的是随车的充电器吗？",
      "谢谢！它停下来的时候，指示灯是什么样的？",
    ],
    waiting: [
      { name: "王磊", says: "快递显示已签收，可是我没有收到。" },
      { name: "周敏", says: "想请人工帮我看看儿童座椅能不能装。" },
    ],
  },
];

async function post(url: string, token: string | undefined, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** A customer of the shop who speaks through the API, as a page would. */
async function arrive(url: string, name: string) {
  const { data } = await post(`${url}/api/sessions`, undefined, { profile: { name } });
  const { session, token } = data as { session: { session_name: string }; token: string };
  const session_name = session.session_name;
  return {
    session: session_name,
    ask: (message: string) => post(`${url}/api/chat`, token, { session_id: session_name, message }),
    askForPerson: () => post(`${url}/api/manual/escalate`, token, { session_name }),
    say: (content: string) => post(`${url}/api/manual/messages`, token, { session_name, role: "user", content }),
  };
}

async function take(browser: Browser, scene: Scene): Promise<string> {
  const faq = await mkdtemp(join(tmpdir(), "baton-pictures-"));
  await writeFile(join(faq, "faq.md"), `# FAQ\n\n## ${scene.faq.question}\n\n${scene.faq.answer}\n`);
  const baton = await startBaton({ BATON_FAQ_DIR: faq });
  try {
    const account = await addAgent(baton, "picture", scene.agent);
    const agent = await createAgent(browser, baton, account, { lang: scene.lang, device: "fine screen" });
    await agent.signIn();

    for (const { name, says } of scene.waiting) {
      const other = await arrive(baton.url, name);
      await other.askForPerson();
      await other.say(says);
    }
    const customer = await arrive(baton.url, scene.customer.name);
    await customer.ask(scene.customer.asks);
    await customer.askForPerson();
    await customer.say(scene.customer.adds);
    await agent.claim(customer.session);
    for (const [turn, text] of scene.agentSays.entries()) {
      await agent.say(text);
      await agent.page
        .locator(".own .bubble", { hasText: text })
        .and(agent.page.locator(":not(.sending) > *"))
        .waitFor();
      await customer.say(scene.customer.says[turn] ?? "");
    }
    await agent.page.locator("#tab-waiting").click();
    for (const toast of await agent.page.locator(".toast button").all()) await toast.click();
    await agent.page.locator(".toast").waitFor({ state: "detached" });
    await mkdir(join(root, "docs/images"), { recursive: true });
    const path = join(root, "docs/images", scene.picture);
    await agent.page.screenshot({ path, animations: "disabled" });
    await agent.leave();
    return path;
  } finally {
    await baton.stop();
    await rm(faq, { recursive: true, force: true });
  }
}

const browser = await launchBrowser();
try {
  for (const scene of SCENES) console.log(await take(browser, scene));
} finally {
  await browser.close();
}
