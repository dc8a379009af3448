import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Json } from "#authoring";
import { type CompiledWorkflow, type CompileResult, createCompiler } from "#compiler";
import { executeCompiled } from "../../src/testing/execute-compiled.ts";
import { loadCompiled } from "../../src/testing/load-compiled.ts";
import { executeNatively } from "../../src/testing/execute-natively.ts";
import { compareEvaluators } from "./both-evaluators.ts";
import type { CallbackStandIn, ExecuteOptions, Outcome, StandIn } from "../../src/testing/types.ts";

export const fixturesFolder = path.resolve(import.meta.dirname, "../fixtures");

/** `UPDATE=1` writes what is expected anew; read the difference as code. */
const isUpdate = process.env["UPDATE"] === "1";

/** One run of a workflow: what goes in, how its tasks answer in the order of their calls, what must come out. */
export interface FixtureExecution {
  readonly name: string;
  readonly input: Json;
  readonly tasks: Readonly<Record<string, readonly Answer[]>>;
  /** Who answers callbacks, and after how many seconds; heartbeats come before. @default {} nobody */
  readonly callbacks?: Readonly<Record<string, readonly CallbackAnswer[]>>;
  /** Stand-ins for workflows that are called. @default {} they run, too */
  readonly workflows?: Readonly<Record<string, readonly Answer[]>>;
  /** What buckets hold, by name and key. @default {} */
  readonly objects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly expect: {
    readonly status: Outcome<Json>["status"];
    readonly output?: Json;
    readonly error?: string;
    readonly calls?: Outcome<Json>["calls"];
    readonly events?: Outcome<Json>["events"];
  };
}

type Answer = { readonly output: Json } | { readonly error: string; readonly message: string };

type CallbackAnswer = Answer & { readonly after?: number; readonly heartbeats?: readonly number[] };

/** The names of the fixture folders of a kind. */
export function fixtureNames(kind: "compile" | "diagnostics"): readonly string[] {
  return readdirSync(path.join(fixturesFolder, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** Compiles these files of all fixtures of a kind at once: one program costs less than many. */
export function compileFixtures(
  kind: "compile" | "diagnostics",
  names: readonly string[] = ["input.ts"],
): CompileResult {
  const rootFolder = path.join(fixturesFolder, kind);
  const files = fixtureNames(kind).flatMap((name) => names.map((file) => path.join(rootFolder, name, file)));
  return createCompiler({ rootFolder, verifiesPasses: true }).compile(files);
}

export function readExecutions(name: string): readonly FixtureExecution[] {
  return JSON.parse(
    readFileSync(path.join(fixturesFolder, "compile", name, "executions.json"), "utf8"),
  ) as readonly FixtureExecution[];
}

/** Reads what a fixture expects, or writes it when updating. */
export function expectedText(kind: "compile" | "diagnostics", name: string, file: string, actual: string): string {
  const target = path.join(fixturesFolder, kind, name, file);
  if (isUpdate) writeFileSync(target, actual);
  return existsSync(target) ? readFileSync(target, "utf8") : `missing: run with UPDATE=1 to write ${file}`;
}

/** Runs the emitted definition, with both evaluators where both take an expression. */
export async function interpretFixture(
  compiled: CompiledWorkflow,
  execution: FixtureExecution,
  all: readonly CompiledWorkflow[] = [],
): Promise<Outcome<Json>> {
  const { loaded, disagreements } = compareEvaluators(loadCompiled(compiled, calledBy(compiled, all)));
  const outcome = await executeCompiled<Json, Json>(loaded, optionsOf(execution));
  const found = await disagreements();
  if (found.length > 0) throw new Error(`the two evaluators disagree about\n${found.join("\n")}`);
  return outcome;
}

/** Runs the same function as plain TypeScript. */
export async function runFixtureNatively(
  compiled: CompiledWorkflow,
  execution: FixtureExecution,
  all: readonly CompiledWorkflow[] = [],
): Promise<Outcome<Json>> {
  return executeNatively<Json, Json>(compiled, optionsOf(execution), calledBy(compiled, all));
}

/** What a fixture calls, directly or through others: fixtures too. */
function calledBy({ calls }: CompiledWorkflow, all: readonly CompiledWorkflow[]): readonly CompiledWorkflow[] {
  const direct = all.filter(({ name }) => calls.some((call) => call.name === name));
  return direct.flatMap((called) => [called, ...calledBy(called, all)]);
}

function optionsOf(execution: FixtureExecution): ExecuteOptions<Json> {
  const { input, callbacks = {}, workflows = {}, objects = {} } = execution;
  const answers = Object.entries(callbacks).map(([name, given]) => [name, answerCallbacks(name, given)] as const);
  const answered = { callbacks: Object.fromEntries(answers), workflows: answering(workflows) };
  return { input, tasks: standIns(execution), ...answered, objects };
}

function answerCallbacks(name: string, answers: readonly CallbackAnswer[]): CallbackStandIn {
  const inOrder = answerInOrder(name, answers);
  let next = 0;
  return async (_, { wait, heartbeat }) => {
    const { after = 0, heartbeats = [] } = answers[next++] ?? {};
    let passed = 0;
    const until = async (seconds: number): Promise<void> => {
      await wait((seconds - passed) * 1000);
      passed = seconds;
    };
    for (const seconds of heartbeats) {
      await until(seconds);
      heartbeat();
    }
    if (after > passed) await until(after);
    return inOrder({} as never, { attempt: 0 });
  };
}

function standIns({ tasks }: FixtureExecution): Readonly<Record<string, StandIn>> {
  return answering(tasks);
}

function answering(given: Readonly<Record<string, readonly Answer[]>>): Readonly<Record<string, StandIn>> {
  return Object.fromEntries(Object.entries(given).map(([name, answers]) => [name, answerInOrder(name, answers)]));
}

function answerInOrder(name: string, answers: readonly Answer[]): StandIn {
  let next = 0;
  return () => {
    const answer = answers[next++];
    if (answer === undefined) throw new Error(`the fixture has no answer for call ${next} of "${name}"`);
    if ("output" in answer) return answer.output;
    throw Object.assign(new Error(answer.message), { name: answer.error });
  };
}

/** What both ways of running must agree in: calls are a multiset, since branches run side by side. */
export function agreedPart(outcome: Outcome<Json>, { expect }: FixtureExecution): FixtureExecution["expect"] {
  const { status, output, error, calls, events } = outcome;
  return {
    status,
    ...(output === undefined || status !== "SUCCEEDED" ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(expect.calls === undefined ? {} : { calls: sorted(calls) }),
    ...(expect.events === undefined ? {} : { events }),
  };
}

export function expectedPart({ expect }: FixtureExecution): FixtureExecution["expect"] {
  return { ...expect, ...(expect.calls === undefined ? {} : { calls: sorted(expect.calls) }) };
}

function sorted<Item>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
