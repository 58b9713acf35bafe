import { onScopeDispose, readonly, ref } from "vue";
import type { NoticeKind } from "./notices.ts";

/** Two notes each, in hertz: up for somebody new, level for a message, down for a wait about to end. */
const NOTES: Record<NoticeKind, readonly [number, number]> = {
  waiting: [587, 880],
  message: [740, 740],
  deadline: [660, 494],
};
const NOTE_SECONDS = 0.16;
const LOUDEST = 0.3;

/** Browsers let a page sound only after somebody has clicked or typed in it. */
const GESTURES = ["pointerdown", "keydown"] as const;

/** Tones that the browser makes itself: there is no file to load. Lives as long as the calling component. */
export function useSound() {
  let context: AudioContext | undefined;
  const ready = ref(false);

  function begin(): AudioContext {
    const begun = new AudioContext();
    begun.onstatechange = () => {
      ready.value = begun.state === "running";
    };
    return begun;
  }
  function wake(): void {
    context ??= begin();
    // "suspended", or Safari's "interrupted", after a call or another program's sound.
    if (context.state !== "running") void context.resume();
  }
  if (navigator.userActivation?.hasBeenActive === true) wake();
  for (const gesture of GESTURES) addEventListener(gesture, wake, { passive: true });
  onScopeDispose(() => {
    for (const gesture of GESTURES) removeEventListener(gesture, wake);
    void context?.close();
  });

  function note(context: AudioContext, hertz: number, at: number, gain: number): void {
    const tone = context.createOscillator();
    const swell = context.createGain();
    tone.frequency.value = hertz;
    swell.gain.setValueAtTime(0.0001, at);
    swell.gain.exponentialRampToValueAtTime(gain, at + 0.02);
    swell.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_SECONDS);
    tone.connect(swell).connect(context.destination);
    tone.start(at);
    tone.stop(at + NOTE_SECONDS);
  }

  return {
    /** False until the first gesture, after each reload, too. */
    ready: readonly(ready),
    /** @param volume 0 to 100; nothing sounds at 0, nor before the first gesture */
    play(kind: NoticeKind, volume: number): void {
      if (context?.state !== "running" || volume <= 0) return;
      const [first, second] = NOTES[kind];
      // Loudness is felt by its square.
      const gain = LOUDEST * (volume / 100) ** 2;
      note(context, first, context.currentTime, gain);
      note(context, second, context.currentTime + NOTE_SECONDS, gain);
    },
  };
}
