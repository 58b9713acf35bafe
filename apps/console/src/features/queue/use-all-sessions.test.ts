import type { SessionList } from "@baton/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EffectScope, effectScope, nextTick } from "vue";
import { listItem } from "../../shared/desk/list-item.fixture.ts";
import { useAllSessions } from "./use-all-sessions.ts";

type Question = { page?: number; keyword?: string };

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { visibilityState: "visible" });
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A service that answers when it is told to. */
function asked() {
  const questions: Question[] = [];
  const answers: ((list: SessionList) => void)[] = [];
  const all = scope.run(() =>
    useAllSessions((question) => {
      questions.push(question ?? {});
      return new Promise((answer) => answers.push(answer));
    }),
  );
  if (all === undefined) throw new Error("The scope is over");
  return {
    ...all,
    questions,
    async answer(total: number, ...names: string[]) {
      const sessions = names.map((name) => listItem(name));
      answers.at(-1)?.({ sessions, total, page: questions.at(-1)?.page ?? 1, page_size: 20 });
      await vi.advanceTimersByTimeAsync(0);
    },
    names: () => all.list.value?.sessions.map((item) => item.session_name),
  };
}

test("[D6] a list is called another one once its answer is there, together with it", async () => {
  const all = asked();
  await all.answer(60, "a");
  const first = all.listKey.value;
  all.turnTo(2);
  await nextTick();
  expect([all.names(), all.listKey.value]).toEqual([["a"], first]);
  await all.answer(60, "b");
  expect(all.names()).toEqual(["b"]);
  const second = all.listKey.value;
  expect(second).not.toBe(first);

  all.keyword.value = "word";
  await vi.advanceTimersByTimeAsync(300);
  expect([all.names(), all.listKey.value]).toEqual([["b"], second]);
  await all.answer(1, "c");
  expect(all.names()).toEqual(["c"]);
  expect(all.listKey.value).not.toBe(second);
});

test("[D6] is not asked again while an answer is on its way, but after it: however slow, it is shown", async () => {
  const all = asked();
  for (let second = 0; second < 29; second++) {
    all.refreshSoon();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(all.questions).toHaveLength(1);
  await all.answer(1, "a");
  expect(all.names()).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(all.questions).toHaveLength(2);
  await all.answer(1, "b");
  expect(all.names()).toEqual(["b"]);
});

test("[D6] a page beyond the end of a list that has become shorter is the last one", async () => {
  const all = asked();
  await all.answer(60, "a");
  all.turnTo(3);
  await all.answer(60, "c");
  await vi.advanceTimersByTimeAsync(15_000);
  await all.answer(40);
  expect(all.names()).toEqual(["c"]);
  expect(all.loading.value).toBe(true);
  expect(all.questions.at(-1)?.page).toBe(2);
  await all.answer(40, "b");
  expect([all.names(), all.page.value, all.loading.value]).toEqual([["b"], 2, false]);
});
