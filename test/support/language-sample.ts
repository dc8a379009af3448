import { readFileSync } from "node:fs";
import path from "node:path";
import type { Branch, Definition, Json, Retrier, State } from "#asl";
import { awsRetrier, defaultEmitRetrier, defaultTaskRetrier } from "../../src/compiler/2-lower/effects/retriers.ts";
import { costOf } from "../../src/compiler/4-emit/cost.ts";
import type { Cost } from "../../src/compiler/output.ts";
import { ts } from "../../src/compiler/program.ts";
import { fixturesFolder } from "./compile-fixture.ts";
import { jsonataObject } from "./jsonata-object.ts";
import { sampleOf, workflowFunction } from "./workflow-source.ts";

// What docs/language.md shows of a compile fixture: what a person writes, and the states that come of it, without what is
// the same in every workflow.

/** What a person writes in a compile fixture. */
export function sampleSource(fixture: string): string {
  const text = readFixture(fixture, "input.ts");
  return sampleOf(text) ?? missing(fixture);
}

/** What each member of the object that the workflow returns becomes, and what is bound before. */
export function sampleExpressions(fixture: string): {
  readonly bindings: readonly string[];
  readonly rows: readonly (readonly [source: string, jsonata: string])[];
} {
  const written = returnedMembers(workflowFunction(readFixture(fixture, "input.ts")) ?? missing(fixture));
  const outputs = statesOf(sampleDefinition(fixture)).flatMap(({ Output }) => jsonataObject(Output) ?? []);
  const output = outputs.find(({ members }) => written.some(({ name }) => members.has(name)));
  if (output === undefined) throw new Error(`the fixture ${fixture} does not return an object of expressions`);
  const rows = written.flatMap(({ name, value }) => {
    const jsonata = output.members.get(name);
    return jsonata === undefined ? [] : [[value.replaceAll(/\s+/g, " "), jsonata] as const];
  });
  return { bindings: output.bindings, rows };
}

/** The states of a sample: those named, or all but the check of the input. */
export function sampleStates(fixture: string, wanted: readonly string[]): Readonly<Record<string, Json>> {
  const { States } = sampleDefinition(fixture);
  const unknown = wanted.filter((name) => !Object.hasOwn(States, name));
  if (unknown.length > 0) throw new Error(`the fixture ${fixture} has no state ${unknown.join(", ")}`);
  const shown = Object.entries(States).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  return Object.fromEntries(shown.flatMap(([name, state]) => shortState(name, state)));
}

export function sampleCost(fixture: string): Cost {
  return costOf(sampleDefinition(fixture));
}

function missing(fixture: string): never {
  throw new Error(`the fixture ${fixture} has no workflow`);
}

function readFixture(fixture: string, file: string): string {
  return readFileSync(path.join(fixturesFolder, "compile", fixture, file), "utf8");
}

function sampleDefinition(fixture: string): Definition {
  return JSON.parse(readFixture(fixture, "expected.asl.json")) as Definition;
}

function shortState(name: string, state: State): readonly (readonly [string, Json])[] {
  if (name === "InvalidInput") return [];
  if (state.Type === "Choice") {
    const Choices = state.Choices.filter(({ Next }) => Next !== "InvalidInput");
    return Choices.length === 0 ? [] : [[name, { ...state, Choices } as unknown as Json]];
  }
  if (state.Type === "Parallel") {
    return [[name, { ...state, Branches: state.Branches.map(shortBranch) } as unknown as Json]];
  }
  if (state.Type === "Map")
    return [[name, { ...state, ItemProcessor: shortBranch(state.ItemProcessor) } as unknown as Json]];
  return [[name, state.Type === "Task" ? shortTask(state) : (state as unknown as Json)]];
}

function shortBranch(branch: Branch): Json {
  const States = Object.fromEntries(Object.entries(branch.States).flatMap(([name, state]) => shortState(name, state)));
  return { ...branch, States } as unknown as Json;
}

const defaultRetriers = [defaultTaskRetrier, defaultEmitRetrier].map((retrier) => JSON.stringify([retrier]));

/** Of an AWS service's operation, the errors that are retried are its own. */
function isDefault(Retry: readonly Retrier[], resource: string): boolean {
  const [only] = Retry;
  const errors = resource.includes(":lambda:") ? undefined : only?.ErrorEquals;
  const isOwn =
    errors !== undefined && JSON.stringify(Retry) === JSON.stringify([awsRetrier({ transientErrors: errors })]);
  return isOwn || defaultRetriers.includes(JSON.stringify(Retry));
}

/**
 * Without the retriers that every call has. A call of a function is a call of a function: its Resource, its timeout and
 * what tells it which execution calls it are left out too.
 */
function shortTask({ Type, Resource, Arguments, ...task }: State & { readonly Type: "Task" }): Json {
  const { Retry, TimeoutSeconds, ...rest } = task;
  const isLambda = Resource === "arn:aws:states:::lambda:invoke" && isObject(Arguments);
  const { ClientContext: _, ...shown } = isObject(Arguments) ? Arguments : {};
  return {
    Type,
    ...(isLambda ? {} : { Resource }),
    ...(Arguments === undefined ? {} : { Arguments: isObject(Arguments) ? shown : Arguments }),
    ...(isLambda || TimeoutSeconds === undefined ? {} : { TimeoutSeconds }),
    ...(Retry === undefined || isDefault(Retry, Resource) ? {} : { Retry }),
    ...rest,
  } as unknown as Json;
}

function statesOf({ States }: Branch): readonly Exclude<State, { readonly Type: "Fail" }>[] {
  return Object.values(States).filter((state) => state.Type !== "Fail");
}

interface Member {
  readonly name: string;
  readonly value: string;
}

/** The members of the object literal that the function's last statement returns. */
function returnedMembers({ body }: ts.ArrowFunction): readonly Member[] {
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  const value = last !== undefined && ts.isReturnStatement(last) ? last.expression : body;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && ts.isIdentifier(property.name)
      ? [{ name: property.name.text, value: property.initializer.getText() }]
      : [],
  );
}

function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
