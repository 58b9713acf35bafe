import react from "@vitejs/plugin-react";
import { defineConfig, type ProxyOptions } from "vite";

/** The page and Baton share one origin here, as they do behind a proxy of yours; elsewhere name it in `baseUrl`. */
const baton: ProxyOptions = {
  target: process.env["BATON_URL"] ?? "http://127.0.0.1:8000",
  // Vite keeps the page's side of a stream open when Baton's side breaks: the page would notice by the silence only.
  configure: (proxy) => proxy.on("proxyRes", (stream, _, page) => stream.on("close", () => page.destroy())),
};

export default defineConfig({
  plugins: [react()],
  server: {
    host: "127.0.0.1",
    port: Number(process.env["PORT"] ?? 5174),
    strictPort: true,
    proxy: { "/api": baton },
  },
});
