import { type InjectionKey, inject, provide, type ShallowRef, shallowRef } from "vue";

/** The sessions in which a message of the agent's was not sent: whoever lists them marks them. */
type NotSent = Readonly<ShallowRef<ReadonlySet<string>>>;

const KEY: InjectionKey<NotSent> = Symbol("not sent");

export function provideNotSent() {
  const sessions = shallowRef<ReadonlySet<string>>(new Set());
  provide(KEY, sessions);
  return {
    mark(name: string, isNotSent: boolean): void {
      if (sessions.value.has(name) === isNotSent) return;
      const others = [...sessions.value].filter((other) => other !== name);
      sessions.value = new Set(isNotSent ? [...others, name] : others);
    },
  };
}

export function useNotSent(): NotSent {
  const sessions = inject(KEY);
  if (sessions === undefined) throw new Error("useNotSent() outside the workbench");
  return sessions;
}
