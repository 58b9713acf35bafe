import { registerHooks } from "node:module";

type CozeSdk = typeof import("@coze/api");

/** What the SDK imports at its top for its web sockets and for Node before 18, and no call of ours uses. */
const UNUSED = new Set(["reconnecting-websocket", "ws", "node-fetch"]);
const NOTHING = "data:text/javascript,export default undefined";
const IN_THE_SDK = /[\\/]@coze[\\/]api[\\/]dist[\\/]/;

let loaded: Promise<CozeSdk> | undefined;

/** The API part of Coze's SDK, loaded at the first call: a shop without Coze has none of it in its process. */
export function loadSdk(): Promise<CozeSdk> {
  loaded ??= importSdk();
  return loaded;
}

async function importSdk(): Promise<CozeSdk> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      UNUSED.has(specifier) && IN_THE_SDK.test(decodeURIComponent(context.parentURL ?? ""))
        ? { url: NOTHING, shortCircuit: true }
        : next(specifier, context),
  });
  try {
    return await import("@coze/api");
  } finally {
    hooks.deregister();
  }
}
