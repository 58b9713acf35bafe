type RenderMarkdown = (text: string) => DocumentFragment;

let loading: Promise<void> | undefined;
let loaded: RenderMarkdown | undefined;

/** The renderer, once it is there. */
export const markdownRenderer = (): RenderMarkdown | undefined => loaded;

/**
 * Loads the renderer with the first text of the bot: it is larger than the rest of the chat. Where it could not be
 * loaded, the text is shown as it is, and the next message tries again.
 */
export function loadMarkdown(): Promise<void> {
  loading ??= import("./markdown.ts").then(
    ({ renderMarkdown }) => {
      loaded = renderMarkdown;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

/** As it is shown: nobody wants to hear the marks of Markdown. */
export async function spokenText(text: string): Promise<string> {
  await loadMarkdown();
  return loaded?.(text).textContent ?? text;
}
