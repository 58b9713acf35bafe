import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The whole SDK as one module, for pages that have no bundler: `<script type="module">`. */
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: {
      entry: fileURLToPath(new URL("src/index.ts", import.meta.url)),
      formats: ["es"],
      fileName: () => "baton-client.js",
    },
  },
});
