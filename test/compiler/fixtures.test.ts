import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { validateDefinition } from "#asl";
import { formatDiagnostics } from "#compiler";
import {
  agreedPart,
  compileFixtures,
  expectedPart,
  expectedText,
  fixtureNames,
  fixturesFolder,
  interpretFixture,
  readExecutions,
  runFixtureNatively,
} from "../support/compile-fixture.ts";

const { workflows, diagnostics } = compileFixtures("compile");

it("compiles every fixture without a diagnostic", () => {
  expect(formatDiagnostics(diagnostics, "line")).toBe("");
});

describe.each(fixtureNames("compile"))("the fixture %s", (name) => {
  const compiled = workflows.find(({ file }) => file === `${name}/input.ts`);

  it("holds the files of a fixture and no others", () => {
    expect(readdirSync(path.join(fixturesFolder, "compile", name)).toSorted()).toEqual(["executions.json", "expected.asl.json", "input.ts"]);
  });

  if (compiled === undefined) {
    it("compiles", () => expect(compiled).toBeDefined());
    return;
  }

  it("compiles to the expected definition, which Step Functions would take", () => {
    const actual = `${JSON.stringify(compiled.definition, null, 2)}\n`;
    expect(actual).toBe(expectedText("compile", name, "expected.asl.json", actual));
    expect(validateDefinition(compiled.definition)).toEqual([]);
  });

  it.each(readExecutions(name).map((execution) => [execution.name, execution] as const))("interpreted: %s", async (_, execution) => {
    expect(agreedPart(await interpretFixture(compiled, execution), execution)).toEqual(expectedPart(execution));
  });

  it.each(readExecutions(name).map((execution) => [execution.name, execution] as const))("natively: %s", async (_, execution) => {
    expect(agreedPart(await runFixtureNatively(compiled, execution), execution)).toEqual(expectedPart(execution));
  });
});
