import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AslFinding, type Definition, graphOf, type HistoryEvent, type Json, readDefinition } from "#asl";
import { InvalidDefinition, loadMachine, runExecution, TaskFailure } from "#interpreter";
import type { ExecutionOutcome, HashFunction, Machine, PerformTask, ScheduleTask } from "#interpreter";
import { UsageError } from "../usage-error.ts";
import { UserError } from "../user-error.ts";

const usage = `usage: npx millrace simulate DEFINITION [options]

Runs a state machine definition (a JSON file) in memory and prints how it ended.

  --input JSON|@FILE          the execution's input (default: {})
  --mocks FILE                what tasks answer: JSON, state name → [{ "output": … } | { "error": …, "cause": … }], in order
  --clock virtual|real        virtual jumps over waits (default: virtual)
  --history                   print the history events, too
  --format pretty|line|json   (default: pretty)
  --help                      show this text

exit code: 0 if the definition ran, also if the execution failed (its status says so); 1 if the definition, the input or
the mocks are at fault; 2 for a wrong command line`;

const formats = ["pretty", "line", "json"] as const;
type Format = (typeof formats)[number];

/** Runs any ASL definition in memory; exit code 0 when it could be run, however the execution ended. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      input: { type: "string", default: "{}" },
      mocks: { type: "string" },
      clock: { type: "string", default: "virtual" },
      history: { type: "boolean", default: false },
      format: { type: "string", default: "pretty" },
      batch: { type: "string" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  if (values.batch !== undefined)
    throw new UsageError("--batch is not supported yet: simulate one definition at a time");
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("give exactly one definition file");
  const format = oneOf("--format", formats, values.format);
  const clock = oneOf("--clock", ["virtual", "real"], values.clock);

  const { machine, stateNames } = load(file);
  const mocks = values.mocks === undefined ? {} : readMocks(values.mocks, stateNames);
  const outcome = await runWithMocks(machine, parseInput(values.input), { mocks, clock });
  print(outcome, format, values.history);
  return 0;
}

function oneOf<Value extends string>(option: string, allowed: readonly Value[], given: string): Value {
  const found = allowed.find((value) => value === given);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(", ")}, got "${given}"`);
  return found;
}

const hash: HashFunction = (text, algorithm) =>
  createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");

function load(file: string): { readonly machine: Machine; readonly stateNames: readonly string[] } {
  const read = readDefinition(readText(file));
  if ("finding" in read) throw cannotRun(file, [read.finding]);
  try {
    const machine = loadMachine(read.definition, { hash });
    const { nodes } = graphOf(read.definition as Definition);
    return { machine, stateNames: nodes.flatMap(({ name }) => (name === "" ? [] : [name])) };
  } catch (error) {
    throw error instanceof InvalidDefinition ? cannotRun(file, error.findings) : error;
  }
}

/** What is wrong with a definition, in AWS's words. */
function cannotRun(file: string, findings: readonly AslFinding[]): UserError {
  const lines = findings.map(({ code, location, message }) =>
    location === undefined ? `  ${message} (${code})` : `  ${location}: ${message} (${code})`,
  );
  return new UserError(`${file} cannot be run\n${lines.join("\n")}`, "correct what is listed and try again");
}

function parseInput(text: string): Json {
  if (text.startsWith("@")) return readJson(text.slice(1));
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new UserError(`--input is not JSON: ${messageOf(error)}`, "quote it for the shell, or give @FILE");
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${messageOf(error)}`, "give the path of a JSON file");
  }
}

function readJson(file: string): Json {
  try {
    return JSON.parse(readText(file)) as Json;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} is not JSON: ${messageOf(error)}`, "give the path of a JSON file");
  }
}

type Mock = { readonly submitted?: Json } & (
  | { readonly output: Json }
  | { readonly error: string; readonly cause: string }
);
type Mocks = Readonly<Record<string, readonly Mock[]>>;

function readMocks(file: string, stateNames: readonly string[]): Mocks {
  const mocks = readJson(file);
  if (!isRecord(mocks)) throw wrongMocks(file, "the file");
  const unknown = Object.keys(mocks).filter((name) => !stateNames.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `${file}: the definition has no state ${unknown.map((name) => JSON.stringify(name)).join(", ")}`,
      `name states that it has: ${stateNames.join(", ")}`,
    );
  }
  const entries = Object.entries(mocks).map(([state, answers]) => {
    if (!Array.isArray(answers)) throw wrongMocks(file, state);
    return [state, answers.map((answer: unknown, index) => readMock(answer, file, `${state}[${index}]`))] as const;
  });
  return Object.fromEntries(entries);
}

function readMock(answer: unknown, file: string, place: string): Mock {
  if (isRecord(answer)) {
    const { output, error, cause = "" } = answer;
    const submitted = answer.submitted === undefined ? {} : { submitted: answer.submitted as Json };
    if (typeof error === "string" && typeof cause === "string") return { error, cause, ...submitted };
    if (error === undefined && output !== undefined) return { output: output as Json, ...submitted };
  }
  throw wrongMocks(file, place);
}

function wrongMocks(file: string, place: string): UserError {
  const fix = 'write { "StateName": [{ "output": {} }, { "error": "Name", "cause": "text" }] }';
  return new UserError(`${file}: ${place} is not what --mocks takes`, fix);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A task without a mock ends the simulation, since failing the task could be caught and hide the gap. */
async function runWithMocks(
  machine: Machine,
  input: Json,
  { mocks, clock }: { readonly mocks: Mocks; readonly clock: "virtual" | "real" },
): Promise<ExecutionOutcome> {
  const stop = new AbortController();
  const used = new Map<string, number>();
  const missing: string[] = [];
  const performTask: PerformTask = async ({ stateName, taskToken }: ScheduleTask, worker) => {
    const position = used.get(stateName) ?? 0;
    used.set(stateName, position + 1);
    const mock = mocks[stateName]?.[position];
    if (mock === undefined) {
      missing.push(`attempt ${position + 1} of state '${stateName}'`);
      stop.abort();
      return null;
    }
    // A task that goes on after its call was first taken by the service.
    if (taskToken !== undefined) worker.submitted(mock.submitted ?? {});
    if ("error" in mock) throw new TaskFailure(mock.error, mock.cause);
    return mock.output;
  };
  const outcome = await runExecution({
    machine,
    input,
    performTask,
    signal: stop.signal,
    clock: clock === "virtual" ? "virtual" : realClock,
  });
  if (missing.length === 0) return outcome;
  throw new UserError(`no mock for ${missing.join(", ")}`, "add its answer to the file that --mocks names");
}

// setTimeout overflows beyond 2^31-1 ms; a longer wait is taken in steps.
const longestTimeoutMs = 2 ** 31 - 1;

const realClock = {
  now: () => Date.now(),
  at(dueAt: number, callback: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const remainingMs = Math.max(0, dueAt - Date.now());
      timer = setTimeout(remainingMs > longestTimeoutMs ? wait : callback, Math.min(remainingMs, longestTimeoutMs));
    };
    wait();
    return () => clearTimeout(timer);
  },
};

function print({ history, ...outcome }: ExecutionOutcome, format: Format, withHistory: boolean): void {
  if (format === "json") {
    // `events` is always there: a program need not know the flag.
    console.log(JSON.stringify({ ...outcome, events: history }));
    return;
  }
  const result = outcome.error ?? JSON.stringify(outcome.output);
  if (format === "line") {
    for (const event of withHistory ? history : []) console.log(eventLine(event));
    const cause = outcome.cause === undefined ? "" : ` ${outcome.cause}`;
    console.log(`${outcome.status} ${outcome.transitions} transitions: ${result ?? ""}${cause}`);
    return;
  }
  if (withHistory) console.log(`${history.map(eventLine).join("\n")}\n`);
  console.log(`${outcome.status} after ${outcome.transitions} transitions and ${history.length} history events`);
  if (outcome.output !== undefined) console.log(JSON.stringify(outcome.output, undefined, 2));
  if (outcome.error !== undefined) console.log(`error: ${outcome.error}`);
  if (outcome.cause !== undefined) console.log(`cause: ${outcome.cause}`);
}

function eventLine(event: HistoryEvent): string {
  const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1];
  const time = new Date(event.timestamp).toISOString();
  return `${String(event.id).padStart(5)} ${time} ${event.type} ${details === undefined ? "" : JSON.stringify(details)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
