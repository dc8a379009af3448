import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import type { Contract, Json } from "#authoring";
import type { UsedAwsCall, UsedTask } from "#compiler";
import { type Recorder, throughJson } from "./recorder.ts";
import type { StandIn } from "./types.ts";

/** Does one attempt of a task call; rejects with an error whose `name` is the error's name. */
export type RunTask = (contract: Contract, input: unknown, attempt: number) => Promise<Json>;

interface TaskRunnerOptions {
  readonly tasks: readonly UsedTask[];
  readonly awsCalls: readonly UsedAwsCall[];
  readonly standIns: Readonly<Record<string, StandIn>>;
  readonly recorder: Recorder;
}

/** Runs tasks by their stand-ins, or by the handler beside the contract. */
export function createTaskRunner({ tasks, awsCalls, standIns, recorder }: TaskRunnerOptions): RunTask {
  const known = [...tasks.map(({ contract }) => contract.name), ...new Set(awsCalls.map(({ name }) => name))];
  const unknown = Object.keys(standIns).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new TypeError(
      `the workflow calls no task named ${unknown.map((name) => `"${name}"`).join(", ")}; ` +
        `it calls ${known.map((name) => `"${name}"`).join(", ") || "none"}`,
    );
  }
  return async (contract, input, attempt) => {
    const sent = throughJson(input);
    recorder.calls.push({ task: contract.name, input: sent });
    const standIn = standIns[contract.name];
    return standIn === undefined
      ? throughJson(await runHandler(contractFileOf(tasks, contract), contract, sent))
      : runStandIn(standIn, contract, sent, attempt);
  };
}

async function runStandIn(standIn: StandIn, contract: Contract, sent: Json, attempt: number): Promise<Json> {
  const input = checked(contract, "input", sent);
  const output = throughJson(await standIn(input as never, { attempt }));
  return throughJson(checked(contract, "output", output));
}

/** Applies the contract as `taskHandler` does, with the same error names. */
function checked(contract: Contract, side: "input" | "output", value: Json): unknown {
  const result = z.safeParse(contract[side], value);
  if (result.success) return result.data;
  const found = result.error.issues.map(({ path, message }) => `${path.join(".") || side}: ${message}`).join("; ");
  throw Object.assign(new Error(`task "${contract.name}": ${side} breaks the contract: ${found}`), {
    name: side === "input" ? "Millrace.InvalidTaskInput" : "Millrace.InvalidTaskOutput",
  });
}

function contractFileOf(tasks: readonly UsedTask[], contract: Contract): string {
  const used = tasks.find((task) => task.contract.name === contract.name);
  if (used === undefined) throw new Error(`task "${contract.name}" is not one that the workflow was compiled with`);
  return used.contractFile;
}

type LambdaHandler = (event: Json, context: object) => Promise<unknown>;

async function runHandler(contractFile: string, contract: Contract, input: Json): Promise<unknown> {
  const file = join(dirname(contractFile), "handler.ts");
  if (!existsSync(file)) {
    throw new Error(`task "${contract.name}" has neither a stand-in nor a handler at ${file}`);
  }
  const module = (await import(pathToFileURL(file).href)) as { readonly handler?: LambdaHandler };
  if (module.handler === undefined) throw new Error(`${file} does not export "handler"`);
  return module.handler(input, lambdaContext(contract));
}

function lambdaContext(contract: Contract): object {
  return {
    functionName: contract.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${contract.name}`,
    memoryLimitInMB: String(contract.memoryMb),
    awsRequestId: "00000000-0000-0000-0000-000000000000",
    logGroupName: `/aws/lambda/${contract.name}`,
    logStreamName: "test",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => contract.timeoutSeconds * 1000,
  };
}
