import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two builds into one folder: the pages (shop and frame), and with `--mode loader` the script that host pages embed,
 * which has to be one classic script at an address that never changes.
 */
export default defineConfig(({ mode }) => ({
  plugins: mode === "loader" ? [] : [vue()],
  define: {
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    ...(mode === "loader" ? { "process.env.NODE_ENV": '"production"' } : {}),
  },
  build: {
    target: "es2022",
    // The content security policy allows no inline script and no data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    assetsDir: "widget/assets",
    emptyOutDir: mode !== "loader",
    ...(mode === "loader"
      ? {
          copyPublicDir: false,
          lib: {
            entry: here("src/loader/loader.ts"),
            formats: ["iife"],
            name: "BatonLoader",
            fileName: () => "widget.js",
          },
        }
      : { rolldownOptions: { input: { shop: here("index.html"), frame: here("widget/frame.html") } } }),
  },
}));
