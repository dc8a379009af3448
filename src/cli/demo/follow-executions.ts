import { listWorkflows, root, type RunningCloud } from "#local";
import type { Reporter } from "../start/reporter.ts";

const pollMs = 100;

// So long with nothing running and nothing under way, and what was waited for will not come: it was dead-lettered.
const givenUpAfterMs = 5000;

type Cloud = RunningCloud["cloud"];

export interface FinishedExecution {
  readonly arn: string;
  readonly workflow: string;
  readonly status: string;
  readonly durationMs: number;
  readonly input: unknown;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface FollowOptions {
  readonly cloud: Cloud;
  readonly reporter: Reporter;
  /** Executions that began earlier are not looked at; milliseconds since the epoch. */
  readonly since: number;
  /** Whether what has finished so far is all that there will be. */
  readonly isComplete: (finished: readonly FinishedExecution[]) => boolean;
  /** Whether nothing is on its way that could start another execution. */
  readonly isIdle: () => boolean;
  readonly timeoutMs: number;
}

/** Waits until all is done, telling of each execution that ends; returns what has finished when nothing more will come, too. */
export async function followExecutions(options: FollowOptions): Promise<readonly FinishedExecution[]> {
  const { cloud, reporter, since, isComplete, isIdle, timeoutMs } = options;
  const finished = new Map<string, FinishedExecution>();
  const deadline = cloud.clock.now() + timeoutMs;
  let busyAt = cloud.clock.now();
  let wasSettled = false;
  while (cloud.clock.now() < Math.min(deadline, busyAt + givenUpAfterMs)) {
    const listed = await listExecutions(cloud, since);
    for (const { arn, workflow } of listed.filter(({ isRunning, arn }) => !isRunning && !finished.has(arn))) {
      const execution = await describeExecution(cloud, arn, workflow);
      finished.set(arn, execution);
      reporter.step(executionLine(execution));
    }
    const isSettled = listed.every(({ arn }) => finished.has(arn)) && isIdle();
    // Twice: an execution may have begun between the list and the look at what is under way.
    if (isSettled && wasSettled && isComplete([...finished.values()])) break;
    wasSettled = isSettled;
    if (!isSettled) busyAt = cloud.clock.now();
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return [...finished.values()];
}

function executionLine({ workflow, status, durationMs, output, error }: FinishedExecution): string {
  const outcome = (output as { readonly status?: unknown } | null)?.status;
  const detail = error ?? (typeof outcome === "string" ? outcome : "");
  return `${workflow} ${status.toLowerCase()}${detail === "" ? "" : ` (${detail})`} in ${Math.round(durationMs)} ms`;
}

interface Listed {
  readonly arn: string;
  readonly workflow: string;
  readonly isRunning: boolean;
}

async function listExecutions(cloud: Cloud, since: number): Promise<readonly Listed[]> {
  const workflows = await listWorkflows(cloud);
  const lists = await Promise.all(
    workflows.map(async ({ name, stateMachineArn }) => {
      const { executions } = await cloud.call<{
        readonly executions: readonly {
          readonly executionArn: string;
          readonly status: string;
          readonly startDate: Date;
        }[];
      }>("states", "ListExecutions", { stateMachineArn, maxResults: 1000 }, root);
      return executions
        .filter(({ startDate }) => startDate.getTime() >= since)
        .map(({ executionArn, status }) => ({ arn: executionArn, workflow: name, isRunning: status === "RUNNING" }));
    }),
  );
  return lists.flat();
}

interface Described {
  readonly status: string;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

async function describeExecution(cloud: Cloud, arn: string, workflow: string): Promise<FinishedExecution> {
  const described = await cloud.call<Described>("states", "DescribeExecution", { executionArn: arn }, root);
  const { status, startDate, stopDate, input, output, error, cause } = described;
  return {
    arn,
    workflow,
    status,
    durationMs: (stopDate ?? startDate).getTime() - startDate.getTime(),
    input: input === undefined ? null : JSON.parse(input),
    output: output === undefined ? null : JSON.parse(output),
    error,
    cause,
  };
}
