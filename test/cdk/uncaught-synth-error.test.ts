import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const constructs = join(import.meta.dirname, "../../cdk/constructs/diagnostics");

/** Runs a module as `node cdk/app.ts` would. */
const run = (source: string) =>
  spawnSync(process.execPath, ["--input-type=module-typescript", "--eval", source], {
    cwd: join(import.meta.dirname, "../.."),
    encoding: "utf8",
  });

const refuse = `import { refuseErrors } from ${JSON.stringify(join(constructs, "refuse-errors.ts"))};
import { noWorkflows } from ${JSON.stringify(join(constructs, "catalog.ts"))};`;

it("prints the diagnostics of a synth error that nobody catches, and nothing around them", () => {
  const { status, stdout, stderr } = run(`${refuse} refuseErrors([noWorkflows("flows")], process.cwd());`);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(
    /^1 error in the workflows and functions of this app\n\nerror MR4007: there is no workflow in flows\n/,
  );
  expect(stderr).toMatch(/docs\/diagnostics\/MR4007\.md\n$/);
});

it("leaves a synth error to who catches it, and any other error to Node", () => {
  const { status, stderr } = run(`${refuse}
    try { refuseErrors([noWorkflows("flows")], "."); } catch (error) { console.error("caught", error.name); }
    throw new TypeError("of another kind");`);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^caught SynthError\n/);
  expect(stderr).toContain("TypeError: of another kind");
  expect(stderr).toContain("Node.js v");
});
