import { defineConfig } from "vitest/config";

// The table is what the run is for: the console shows it in full.
export default defineConfig({
  test: { include: ["test/conformance/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
