import { defineConfig } from "vitest/config";

// KILLS says how often the process is killed; five hundred take about a quarter of an hour, so no time limit applies.
export default defineConfig({
  test: { include: ["test/crash/**/*.test.ts"], testTimeout: 0, hookTimeout: 0, fileParallelism: false },
});
