import { AwsError } from "../../../aws-error.ts";
import type { InvocationResult } from "../../../function-runner/index.ts";
import type { Cloud, Principal } from "../../../service.ts";
import type { FunctionHost } from "../function-host.ts";
import type { FunctionVersion } from "../function-version.ts";
import type { EventSourceMapping } from "./mapping-store.ts";

export interface BatchRun {
  readonly cloud: Cloud;
  readonly functions: FunctionHost;
  readonly mapping: EventSourceMapping;
  readonly version: FunctionVersion;
  readonly principal: Principal;
  readonly isActive: () => boolean;
}

// How often an invocation that was throttled is tried; by then the messages show again anyway.
const mostThrottled = 30;

/** Undefined if it never ran. */
export async function invokeWithRecords(
  run: BatchRun,
  Records: readonly object[],
): Promise<InvocationResult | undefined> {
  const { cloud, functions, mapping, version } = run;
  for (let attempt = 0; attempt < mostThrottled && run.isActive(); attempt++) {
    try {
      return await functions.run(version, {
        qualifier: mapping.qualifier,
        requestId: cloud.newId(),
        payload: JSON.stringify({ Records }),
        clientContext: undefined,
      });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "TooManyRequestsException") throw error;
      await new Promise<void>((resolve) => cloud.clock.at(cloud.clock.now() + 1000, resolve));
    }
  }
  return undefined;
}
