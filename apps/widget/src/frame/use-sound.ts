import { safeStorage } from "@baton/client";
import { type Ref, ref, watch } from "vue";

const KEY = "baton.sound";
const NOTES_HERTZ = [660, 880];
const NOTE_SECONDS = 0.14;
const LOUDNESS = 0.07;
const WITHIN_MS = 1_000;

export interface Sound {
  /** Off until the customer wants it; remembered. */
  isOn: Ref<boolean>;
  /** Two soft notes. Silent where the browser wants a click first: after a reload, until there was one. */
  play(): Promise<void>;
}

export function useSound(): Sound {
  const storage = safeStorage(() => globalThis.localStorage);
  const isOn = ref(storage.getItem(KEY) === "on");
  let context: AudioContext | undefined;

  async function play(): Promise<void> {
    context ??= new AudioContext();
    const askedAt = performance.now();
    await context.resume();
    // It had to wait for a click: a sound that comes late says something that is not so.
    if (performance.now() - askedAt > WITHIN_MS) return;
    const { currentTime, destination } = context;
    for (const [index, hertz] of NOTES_HERTZ.entries()) {
      const start = currentTime + index * NOTE_SECONDS;
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_SECONDS * 2);
      const note = new OscillatorNode(context, { frequency: hertz });
      note.connect(volume).connect(destination);
      note.start(start);
      note.stop(start + NOTE_SECONDS * 2);
    }
  }

  watch(isOn, (on) => {
    if (on) storage.setItem(KEY, "on");
    else storage.removeItem(KEY);
    // So that they know what to listen for.
    if (on) void play();
  });
  return { isOn, play };
}
