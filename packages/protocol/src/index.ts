export * from "./errors.ts";
export * from "./frames.ts";
export * from "./ids.ts";
export * from "./journal-events.ts";
export * from "./outlet.ts";
export * from "./requests.ts";
export * from "./rules.ts";
export * from "./views.ts";
