export type RenderMarkdown = (text: string) => DocumentFragment;

let loading: Promise<RenderMarkdown | undefined> | undefined;

/**
 * The Markdown renderer, loaded with the first text of the bot: it is larger than the rest of the chat. Undefined when
 * it could not be loaded; the text is then shown as it is, and the next message tries again.
 */
export function loadMarkdown(): Promise<RenderMarkdown | undefined> {
  loading ??= import("./markdown.ts").then(
    ({ renderMarkdown }) => renderMarkdown,
    () => {
      loading = undefined;
      return undefined;
    },
  );
  return loading;
}
