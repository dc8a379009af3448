import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Compiling takes seconds on a busy machine; no test asserts how long it takes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Every core: Vitest leaves one free by itself, which is half of a machine of two.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    exclude: ["test/types/**", "test/property/**", "test/browser/**", "test/clients/**", "**/node_modules/**"],
    // The CloudFormation validator of aws-cdk-lib costs seconds per process; CI's synth runs with it on.
    env: { CDK_VALIDATION: "false" },
  },
});
