import { endedExecutions, type ExecutionSummary, type RunningCloud } from "#local";
import { executionLine } from "./execution-line.ts";
import type { Reporter } from "./reporter.ts";

type Cloud = RunningCloud["cloud"];

interface ReportOptions {
  readonly cloud: Cloud;
  readonly reporter: Reporter;
}

const quietMs = 200;
const busyMs = 1000;
/** Lines at a time; of more there is a summary, with the first failures in full. */
const mostLines = 12;
const mostFailures = 4;

/** Tells of every execution that ends; returns the function that stops. */
export function reportExecutions({ cloud, reporter }: ReportOptions): () => void {
  let touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = quietMs;

  const tell = async (): Promise<void> => {
    timer = undefined;
    const arns = touched;
    touched = new Set();
    const ended = await endedExecutions(cloud, arns);
    pauseMs = ended.length > mostLines ? busyMs : quietMs;
    for (const line of endedLines(ended, cloud.endpoint)) reporter.step(line);
  };

  const unsubscribe = cloud.subscribe((topic, id) => {
    if (topic !== "execution") return;
    touched.add(id);
    timer ??= setTimeout(() => {
      // A cloud that stops meanwhile has no answer, and nobody asks for one.
      tell().catch(() => undefined);
    }, pauseMs);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}

/** What is told of executions that ended together. */
export function endedLines(ended: readonly ExecutionSummary[], endpoint: string): readonly string[] {
  const line = (execution: ExecutionSummary): string =>
    [executionLine(execution), ...(execution.status === "SUCCEEDED" ? [] : failureLines(execution, endpoint))].join(
      "\n         ",
    );
  if (ended.length <= mostLines) return ended.map(line);
  const failed = ended.filter(({ status }) => status !== "SUCCEEDED");
  return [
    ...failed.slice(0, mostFailures).map(line),
    ...[...Map.groupBy(ended, ({ workflow }) => workflow)].map(summary),
  ];
}

function failureLines({ arn, cause }: ExecutionSummary, endpoint: string): readonly string[] {
  const [reason = ""] = (cause ?? "").split("\n");
  return [...(reason === "" ? [] : [reason]), `${endpoint}/_millrace/execution?arn=${encodeURIComponent(arn)}`];
}

function summary([workflow, ended]: readonly [string, readonly ExecutionSummary[]]): string {
  const counts = [...Map.groupBy(ended, ({ status }) => status)]
    .map(([status, same]) => `${same.length} ${status.toLowerCase().replace("_", " ")}`)
    .join(", ");
  return `${workflow}  ${ended.length} ${ended.length === 1 ? "execution" : "executions"} ended: ${counts}`;
}
