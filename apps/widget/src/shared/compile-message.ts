import type { MessageCompiler, MessageContext } from "vue-i18n";

/**
 * Our messages hold `{name}` and nothing else of vue-i18n's grammar, so its compiler (a sixth of the frame) is left out
 * of the build and this stands in for it.
 */
export const compileMessage: MessageCompiler = (message) => {
  const text = typeof message === "string" ? message : "";
  return ({ named }: MessageContext) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(named(name)));
};
