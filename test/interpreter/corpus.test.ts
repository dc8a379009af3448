import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { HistoryEvent, Json } from "#asl";
import { loadMachine, parseItems, runExecution, TaskFailure } from "#interpreter";
import type { ExecutionOutcome, HashFunction, PerformTask, ScheduleTask } from "#interpreter";

// Executions recorded on AWS, where the corpus is at hand: our status, output, error and cause must be theirs.

const folder = new URL("../../../shared/corpora/", import.meta.url);
const corpusFile = fileURLToPath(new URL("asl-dev.jsonl", folder));

interface Mock {
  readonly state: string;
  readonly scheduled: { readonly parameters?: Json; readonly input?: Json };
  readonly submitted?: Json;
  readonly result: { readonly type: string; readonly output?: Json; readonly error?: string; readonly cause?: unknown };
}

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly features: readonly string[];
  readonly definition: Json;
  readonly input: Json;
  readonly clock?: string;
  readonly stateMachine: { readonly arn: string; readonly name: string; readonly roleArn?: string };
  readonly execution: { readonly arn: string; readonly name: string };
  readonly resources?: { readonly s3?: Readonly<Record<string, Readonly<Record<string, string>>>> };
  readonly mocks?: readonly Mock[];
  /** Absent where no task was scheduled. */
  readonly mocksComplete?: boolean;
  readonly quality: readonly string[];
  readonly expected: {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: string;
    readonly cause?: unknown;
    readonly events?: readonly Readonly<Record<string, unknown>>[];
  };
}

/** What the interpreter runs today, by feature; a case with any other feature is out of scope. */
const supportedFeatures = new Set([
  "ql:JSONata",
  "$states",
  "jsonata-expr",
  "context-object",
  "Arguments",
  "Assign",
  "Output",
  "Retry",
  "Catch",
  "Catch.Assign/Output",
  "Timestamp",
  "Items",
  "ItemProcessor",
  "ItemSelector",
  "MaxConcurrency",
  "ItemBatcher",
  "ItemReader",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
  "map:DISTRIBUTED",
  "reader:s3:getObject:JSON",
  "TimeoutSeconds",
  "HeartbeatSeconds",
  "intrinsic:States.Format", // only as a literal text: JSONata mode knows no intrinsics
  "state:Pass",
  "state:Task",
  "state:Choice",
  "state:Wait",
  "state:Parallel",
  "state:Map",
  "state:Succeed",
  "state:Fail",
  "task:lambda",
  "task:lambda-arn",
  "pattern:waitForTaskToken",
  "pattern:sync",
  "task:sqs",
  "task:states",
]);

const isThere = existsSync(corpusFile);
if (!isThere) console.log("corpus.test.ts: the recorded corpus is not here; its cases are skipped");

describe.skipIf(!isThere)("executions recorded on AWS", async () => {
  const cases = isThere ? readCases() : [];
  const { diff } = isThere ? ((await import(new URL("compare.mjs", folder).href)) as Comparer) : { diff: () => null };

  it("has cases in scope", () => {
    expect(cases.length).toBeGreaterThan(60);
  });

  it.each(cases.map((recorded) => ({ name: shortName(recorded.id), recorded })))("$name", async ({ recorded }) => {
    const outcome = await replay(recorded);
    const { expected } = recorded;
    const actual = { ...outcome, events: outcome.history.map(corpusEvent) };
    const differences = (["status", "output", "error", "cause", "events"] as const)
      .filter((tier) => expected[tier] !== undefined)
      .map((tier) => diff(expected[tier], actual[tier], tier))
      .filter((difference) => difference !== null);
    expect(differences).toEqual([]);
  });
});

interface Comparer {
  readonly diff: (expected: unknown, actual: unknown, path: string) => string | null;
}

function readCases(): readonly Case[] {
  return readFileSync(corpusFile, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Case)
    .filter(isInScope);
}

function isInScope({ kind, features, mocksComplete, quality }: Case): boolean {
  const isRunnable = kind === "execution" && features.includes("ql:JSONata");
  return (
    isRunnable &&
    mocksComplete !== false &&
    quality.length === 0 &&
    features.every((name) => supportedFeatures.has(name))
  );
}

const hash: HashFunction = (text, algorithm) =>
  createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");

async function replay(recorded: Case): Promise<ExecutionOutcome> {
  const { stateMachine, execution, definition, input, clock } = recorded;
  const remaining = [...(recorded.mocks ?? [])];
  const performTask: PerformTask = async (task, _, worker) => {
    const index = remaining.findIndex(({ state }) => state === task.stateName);
    const [mock] = index < 0 ? [] : remaining.splice(index, 1);
    if (mock === undefined) throw new Error(`no mock for ${task.stateName}`);
    if (mock.submitted !== undefined) worker.submitted(mock.submitted);
    if (mock.result.error === undefined) return mock.result.output ?? null;
    throw new TaskFailure(mock.result.error, causeText(mock.result.cause));
  };
  return await runExecution({
    machine: loadMachine(definition, { hash }),
    input,
    identity: {
      executionArn: execution.arn,
      executionName: execution.name,
      stateMachineArn: stateMachine.arn,
      stateMachineName: stateMachine.name,
    },
    performTask,
    readItems: async (reading) => readRecorded(recorded, reading),
    ...(clock === undefined ? {} : { startAt: Date.parse(clock) }),
  });
}

function readRecorded({ resources }: Case, { arguments: place, itemReader }: ScheduleTask): readonly Json[] {
  const { Bucket, Key } = place as { readonly Bucket: string; readonly Key: string };
  return parseItems(resources?.s3?.[Bucket]?.[Key] ?? "", itemReader!);
}

function causeText(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "$json" in cause) return JSON.stringify(cause.$json);
  return typeof cause === "string" ? cause : "";
}

/** A history event in the corpus's shape: details flattened, JSON texts decoded, times and roles dropped. */
function corpusEvent(event: HistoryEvent): Readonly<Record<string, unknown>> {
  const { id, previousEventId, type } = event;
  const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {};
  const entries = Object.entries(details as Readonly<Record<string, unknown>>)
    .filter(([key]) => !key.endsWith("Details") && key !== "roleArn")
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, decoded(key, value)]);
  return { id, prev: previousEventId, type, ...Object.fromEntries(entries) };
}

function decoded(key: string, value: unknown): unknown {
  if (["input", "output", "parameters"].includes(key)) return JSON.parse(String(value));
  if (key !== "assignedVariables") return value;
  return Object.fromEntries(Object.entries(value as object).map(([name, text]) => [name, JSON.parse(String(text))]));
}

function shortName(id: string): string {
  return id.slice(id.lastIndexOf("::") + 2).replace("#get_execution_history", "");
}
