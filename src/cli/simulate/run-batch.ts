import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { InvalidDefinition, type RunExecutionOptions } from "#interpreter";
import { readCase, type RecordedCase } from "./recorded-case.ts";
import { replayCreation } from "./replay-creation.ts";
import { replayExecution } from "./replay-execution.ts";
import { replayTestState } from "./replay-test-state.ts";

export interface BatchOptions {
  readonly clock: NonNullable<RunExecutionOptions["clock"]>;
  /** Gets each result, a line of JSON, in the order of the cases. */
  readonly print: (line: string) => void;
}

/** Runs the cases of a file, one per line; resolves to how many could not be run. A case that cannot be run stops no other. */
export async function runBatch(file: string, { clock, print }: BatchOptions): Promise<number> {
  let problems = 0;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    const result = await resultOf(line, number, clock);
    if ("problem" in result) problems += 1;
    print(JSON.stringify(result));
  }
  return problems;
}

async function resultOf(line: string, number: number, clock: BatchOptions["clock"]): Promise<object> {
  let recorded: RecordedCase;
  try {
    recorded = readCase(line);
  } catch (error) {
    return { line: number, problem: messageOf(error) };
  }
  try {
    return { id: recorded.id, ...(await replay(recorded, clock)) };
  } catch (error) {
    return { id: recorded.id, problem: problemOf(error) };
  }
}

async function replay(recorded: RecordedCase, clock: BatchOptions["clock"]): Promise<object> {
  if (recorded.kind === "api") return replayCreation(recorded);
  if (recorded.kind === "test_state") return { response: await replayTestState(recorded) };
  const begun = performance.now();
  const { status, output, error, cause, transitions, history } = await replayExecution(recorded, clock);
  const ms = Math.round((performance.now() - begun) * 1000) / 1000;
  return { status, output, error, cause, transitions, events: history, ms };
}

function problemOf(error: unknown): string {
  if (!(error instanceof InvalidDefinition)) return messageOf(error);
  return error.findings.map(({ code, location, message }) => `${location}: ${message} (${code})`).join("; ");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
