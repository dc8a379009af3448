import { listExecutions, readExecution, type RunningCloud } from "#local";
import { executionLine } from "../start/execution-line.ts";
import type { Reporter } from "../start/reporter.ts";

const pollMs = 100;

// So long with nothing running and nothing under way, and what was waited for will not come: it was dead-lettered.
const givenUpAfterMs = 5000;

// Far more than a demo starts.
const newestOfEach = 1000;

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
  /** States entered, as Step Functions bills them (retries aside). */
  readonly transitions: number;
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
    const listed = (await listExecutions(cloud, newestOfEach)).filter(({ startedAt }) => startedAt >= since);
    for (const summary of listed.filter(({ status, arn }) => status !== "RUNNING" && !finished.has(arn))) {
      finished.set(summary.arn, await readFinished(cloud, summary.arn));
      reporter.step(executionLine(summary));
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

async function readFinished(cloud: Cloud, executionArn: string): Promise<FinishedExecution> {
  const { arn, workflow, status, startedAt, stoppedAt, input, output, error, cause, history } = await readExecution(
    cloud,
    executionArn,
  );
  return {
    arn,
    workflow,
    status,
    durationMs: (stoppedAt ?? startedAt) - startedAt,
    input: JSON.parse(input),
    output: output === null ? null : JSON.parse(output),
    error: error ?? undefined,
    cause: cause ?? undefined,
    transitions: history.filter(({ type }) => type.endsWith("StateEntered")).length,
  };
}
