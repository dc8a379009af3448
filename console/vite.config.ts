import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/_millrace/",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    // The console draws definitions and never validates them; what the validator imports must not be bundled for its own sake.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /node_modules\/jsonata\//, sideEffects: false }] } },
  },
});
