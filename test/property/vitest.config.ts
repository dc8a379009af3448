import { defineConfig } from "vitest/config";

// Sizes come from EXPRESSIONS, WORKFLOWS and SEED; a long run takes minutes, so no time limit applies.
export default defineConfig({
  test: {
    include: ["test/property/**/*.test.ts"],
    testTimeout: 0,
    hookTimeout: 0,
    fileParallelism: false,
    // A call that was started and then left, because another one failed, fails in nobody's hands.
    onUnhandledError: ({ stack = "" }) => !/stand-ins\.ts|\.generated|map-items-natively/.test(stack),
  },
});
