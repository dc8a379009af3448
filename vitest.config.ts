import { defineConfig } from "vitest/config";

/** What keeps something for the life of its process, as Lambda lets a handler do: each of these files gets modules of its own. */
const isolated = ["authoring", "functions", "handler", "testing", "workflows"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

/** Suites with a configuration of their own, which need more than Node or more than minutes. */
const elsewhere = ["test/types/**", "test/property/**", "test/browser/**", "test/clients/**", "test/crash/**"];

export default defineConfig({
  test: {
    // Compiling takes seconds on a busy machine; no test asserts how long it takes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Every core: Vitest leaves one free by itself, which is half of a machine of two.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "isolated", include: isolated } },
      // Nothing else of ours keeps state in a module; so TypeScript, CDK and the SDK are loaded once per core and not once per file.
      {
        extends: true,
        test: { name: "shared", isolate: false, include: ["test/**/*.test.ts"], exclude: [...elsewhere, ...isolated] },
      },
    ],
    // The CloudFormation validator of aws-cdk-lib costs seconds per process; CI's synth runs with it on.
    env: { CDK_VALIDATION: "false" },
  },
});
