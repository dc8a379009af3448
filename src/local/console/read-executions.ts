import { listExecutions } from "../executions/execution-summaries.ts";
import { listWorkflows } from "../executions/list-workflows.ts";
import type { ApiRequest } from "./console-handler.ts";
import type { ExecutionPage } from "./read-api.ts";

/** Executions of each workflow that the list shows. */
const newest = 200;

export async function readExecutions({ cloud }: ApiRequest): Promise<ExecutionPage> {
  const [workflows, executions] = await Promise.all([listWorkflows(cloud), listExecutions(cloud, newest)]);
  return { workflows: workflows.map(({ name }) => name), executions };
}
