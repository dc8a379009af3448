import type { BenchRow } from "../row.ts";
import { cdkDeployRows } from "./cdk-deploy.ts";
import { durableExecutionRows } from "./durable-executions.ts";
import { eventToHandlerRows } from "./event-to-handler.ts";
import { patternRows } from "./patterns.ts";
import { readyRows } from "./ready.ts";
import { startExecutionRows } from "./start-execution.ts";

// What the local cloud must keep up with, part by part.

export async function localCloud(): Promise<readonly BenchRow[]> {
  return [
    ...patternRows(),
    ...(await durableExecutionRows()),
    ...(await eventToHandlerRows()),
    ...(await startExecutionRows()),
    ...(await readyRows()),
    ...(await cdkDeployRows()),
  ];
}
