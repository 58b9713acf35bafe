/** `npm run build --workspace packages/client`: then `npm pack ./packages/client/dist` makes what others install. */
import { join } from "node:path";
import { buildPackage } from "./package.ts";

await buildPackage(join(import.meta.dirname, "../dist"));
