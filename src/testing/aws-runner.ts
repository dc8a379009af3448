import type { Json } from "#authoring";
import { type Recorder, throughJson } from "./recorder.ts";
import type { StandIn } from "./types.ts";

/** Does one attempt of a call of an AWS service; rejects with an error whose `name` is the error's name. */
export type RunAws = (name: string, input: unknown, attempt: number) => Promise<Json>;

interface AwsRunnerOptions {
  readonly standIns: Readonly<Record<string, StandIn>>;
  readonly recorder: Recorder;
}

/** Runs operations by their stand-ins: in a test there is no service. */
export function createAwsRunner({ standIns, recorder }: AwsRunnerOptions): RunAws {
  return async (name, input, attempt) => {
    const sent = throughJson(input);
    recorder.calls.push({ task: name, input: sent });
    const standIn = standIns[name];
    if (standIn === undefined) {
      throw new Error(`the operation has no stand-in: give one as tasks: { "${name}": async (input) => ({ … }) }`);
    }
    return throughJson((await standIn(sent as never, { attempt })) ?? {});
  };
}

/** What a bucket or a given resource is called in a test: its logical name. */
export function testReference(_kind: "bucket" | "resource", name: string): string {
  return name;
}
