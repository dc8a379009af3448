import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AslFinding, graphOf, type HistoryEvent, type Json } from "#asl";
import { runExecution, validateForCreation } from "#interpreter";
import { createSystemClock, nodeHash as hash } from "#node";
import type { ExecutionOutcome, Machine, MachineType, PerformTask, ScheduleTask } from "#interpreter";
import { type Mock, type MockedWork, performMock } from "../simulate/mocked-task.ts";
import { runBatch } from "../simulate/run-batch.ts";
import { oneOf } from "../one-of.ts";
import { UsageError } from "../usage-error.ts";
import { UserError } from "../user-error.ts";

const usage = `usage: npx millrace simulate DEFINITION [options]
       npx millrace simulate --batch CASES.jsonl [--clock virtual|real]

Runs a state machine definition (a JSON file) in memory and prints how it ended. With --batch it runs many: each line of the
file is a case { "id", "definition", "input", "mocks", "clock", "stateMachine", "execution", "resources" }, and each line that
is printed is its result { "id", "status", "output", "error", "cause", "transitions", "events", "ms" }, in the same order. A
case of kind "api" is only validated ({ "id", "accepted", "diagnostics" }); one of kind "test_state" is a TestState call
({ "id", "response" }). A case that cannot be run gives { "id", "problem" }.

  --input JSON|@FILE          the execution's input (default: {})
  --mocks FILE                what tasks answer: JSON, state name → [{ "output": … } | { "error": …, "cause": … }], in order;
                              beside it "after" and "heartbeats" (seconds), of a callback or job what the service said first
                              ("submitted"), of an activity its "worker", or "started": false where no worker takes it
  --type STANDARD|EXPRESS     the type of the state machine (default: STANDARD)
  --clock virtual|real        virtual jumps over waits (default: virtual)
  --history                   print the history events, too
  --format pretty|line|json   (default: pretty)
  --help                      show this text

exit code: 0 if the definition ran, also if the execution failed (its status says so); 1 if the definition, the input or
the mocks are at fault, or a case of a batch could not be run; 2 for a wrong command line`;

const realClock = createSystemClock({ keepsAlive: true });

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
      type: { type: "string", default: "STANDARD" },
      batch: { type: "string" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const clock = oneOf("--clock", ["virtual", "real"], values.clock);
  if (values.batch !== undefined) {
    if (positionals.length > 0) throw new UsageError("--batch takes its definitions from the cases; name no other");
    return await simulateBatch(values.batch, clock);
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("give exactly one definition file");
  const format = oneOf("--format", formats, values.format);
  const type = oneOf("--type", ["STANDARD", "EXPRESS"], values.type);

  const { machine, stateNames } = load(file, type);
  const mocks = values.mocks === undefined ? {} : readMocks(values.mocks, stateNames);
  const outcome = await runWithMocks(machine, parseInput(values.input), { mocks, clock });
  print(outcome, format, values.history);
  return 0;
}

async function simulateBatch(file: string, clock: "virtual" | "real"): Promise<number> {
  if (!existsSync(file)) throw new UserError(`${file} cannot be read`, "give the path of a file of JSON lines");
  const problems = await runBatch(file, {
    clock: clock === "virtual" ? "virtual" : realClock,
    print: (line) => console.log(line),
  });
  if (problems > 0) console.error(`${problems} of the cases could not be run; their lines say why`);
  return problems > 0 ? 1 : 0;
}

function load(file: string, type: MachineType): { readonly machine: Machine; readonly stateNames: readonly string[] } {
  const { definition, diagnostics, load: loadAccepted } = validateForCreation(readText(file), { type });
  if (definition === undefined || loadAccepted === undefined) throw cannotRun(file, diagnostics);
  const { nodes } = graphOf(definition);
  return { machine: loadAccepted({ hash }), stateNames: nodes.flatMap(({ name }) => (name === "" ? [] : [name])) };
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
    const { output, error, cause = "", ...work } = answer;
    if (isWork(work)) {
      if (typeof error === "string" && typeof cause === "string") return { error, cause, ...work };
      if (error === undefined && output !== undefined) return { output: output as Json, ...work };
    }
  }
  throw wrongMocks(file, place);
}

const workMembers: Readonly<Record<keyof MockedWork, (value: unknown) => boolean>> = {
  submitted: () => true,
  worker: (value) => typeof value === "string",
  started: (value) => typeof value === "boolean",
  heartbeats: (value) => Array.isArray(value) && value.every(isSeconds),
  after: isSeconds,
};

function isWork(work: Readonly<Record<string, unknown>>): work is MockedWork & Readonly<Record<string, unknown>> {
  const known: Readonly<Record<string, (value: unknown) => boolean>> = workMembers;
  return Object.entries(work).every(([name, value]) => known[name]?.(value) === true);
}

function isSeconds(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}

function wrongMocks(file: string, place: string): UserError {
  const fix =
    'write { "StateName": [{ "output": {} }, { "error": "Name", "cause": "text" }] }; ' +
    'each answer may also have "after", "heartbeats", "submitted", "worker", "started"';
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
    return await performMock(taskToken === undefined ? mock : { submitted: {}, ...mock }, worker);
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
