import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import aslValidator from "asl-validator";
import { type Definition, type State, validateDefinition } from "#asl";
import { type CompiledWorkflow, formatDiagnostics } from "#compiler";
import { loadMachine } from "#interpreter";
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

function compiledOf(name: string): CompiledWorkflow {
  const compiled = workflows.find(({ file }) => file === `${name}/input.ts`);
  if (compiled === undefined) throw new Error(`${name} does not compile`);
  return compiled;
}

describe.each(fixtureNames("compile"))("the fixture %s", (name) => {
  const executions = readExecutions(name).map((execution) => [execution.name, execution] as const);

  it("compiles to the expected definition, which Step Functions would take", () => {
    const { definition } = compiledOf(name);
    const actual = `${JSON.stringify(definition, null, 2)}\n`;
    expect(actual).toBe(expectedText("compile", name, "expected.asl.json", actual));
    expect(validateDefinition(definition)).toEqual([]);
    expect(() => loadMachine(definition)).not.toThrow();
  });

  it("is fine with asl-validator too", () => {
    const { isValid, errors } = aslValidator(withSubstitutions(compiledOf(name)), { checkPaths: false });
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  it("maps each of its states to the source, and counts them", () => {
    const compiled = compiledOf(name);
    const states = stateNamesOf(compiled.definition);
    expect(compiled.cost.states).toBe(states.length);
    expect(new Set(states).size).toBe(states.length);
    const mapped = Object.entries(compiled.sourceMap);
    const files = [`${name}/input.ts`, "shared.ts"];
    expect(mapped.filter(([state]) => !states.includes(state))).toEqual([]);
    expect(mapped.filter(([, { file, line }]) => !files.includes(file) || line < 1)).toEqual([]);
  });

  it("gives every call a timeout", () => {
    const endless = statesOf(compiledOf(name).definition).filter(
      ([, state]) => state.Type === "Task" && state.TimeoutSeconds === undefined,
    );
    expect(endless.map(([state]) => state)).toEqual([]);
  });

  it.each(executions)("interpreted: %s", async (_, execution) => {
    const outcome = await interpretFixture(compiledOf(name), execution, workflows);
    expect(agreedPart(outcome, execution)).toEqual(expectedPart(execution));
  });

  it.each(executions)("natively: %s", async (_, execution) => {
    const outcome = await runFixtureNatively(compiledOf(name), execution, workflows);
    expect(agreedPart(outcome, execution)).toEqual(expectedPart(execution));
  });

  it("holds the files of a fixture and no others", () => {
    const files = readdirSync(path.join(fixturesFolder, "compile", name)).toSorted();
    expect(files).toEqual(["executions.json", "expected.asl.json", "input.ts"]);
  });
});

function stateNamesOf(branch: Pick<Definition, "States">): readonly string[] {
  return statesOf(branch).map(([name]) => name);
}

function statesOf({ States }: Pick<Definition, "States">): readonly (readonly [string, State])[] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.Type === "Parallel" ? state.Branches.flatMap(statesOf) : []),
    ...(state.Type === "Map" ? statesOf(state.ItemProcessor) : []),
  ]);
}

/** The peer wants real ARNs. */
function withSubstitutions({ definition }: CompiledWorkflow): object {
  const arn = "arn:aws:lambda:us-east-1:000000000000:function:task";
  return JSON.parse(JSON.stringify(definition).replaceAll(/\$\{\w+\}/g, arn)) as object;
}
