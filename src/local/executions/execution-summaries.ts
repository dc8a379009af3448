import type { SQLOutputValue } from "node:sqlite";
import type { ExecutionStatus } from "#asl";
import type { ExecutionSummary } from "../console/read-api.ts";
import type { Cloud } from "../service.ts";
import { executionOutcome } from "./execution-outcome.ts";
import { childSubject, executionSubject } from "./execution-subject.ts";
import { listWorkflows } from "./list-workflows.ts";

/** A longer text is not read for its summary. */
const longestSummarized = 65_536;

const columns = `arn, name, machine_arn, machine_name, status, started_at, stopped_at, error, substr(cause, 1, 500) AS cause,
  length(input) AS input_length, CASE WHEN length(input) <= ${longestSummarized} THEN input END AS input,
  length(output) AS output_length, CASE WHEN length(output) <= ${longestSummarized} THEN output END AS output`;

interface Row {
  readonly arn: string;
  readonly name: string;
  readonly machine_arn: string;
  readonly machine_name: string;
  readonly status: ExecutionStatus;
  readonly started_at: number;
  readonly stopped_at: number | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly input_length: number;
  readonly input: string | null;
  readonly output_length: number | null;
  readonly output: string | null;
}

/** The newest executions of each workflow, the newest first. */
export async function listExecutions(cloud: Cloud, newestOfEach: number): Promise<readonly ExecutionSummary[]> {
  const select = cloud.db.prepare(
    `SELECT ${columns} FROM states_executions WHERE machine_arn = ? ORDER BY id DESC LIMIT ?`,
  );
  const workflows = await listWorkflows(cloud);
  return workflows
    .flatMap(({ name, stateMachineArn }) =>
      asRows(select.all(stateMachineArn, newestOfEach)).map((row) => summaryOf(row, name)),
    )
    .toSorted((left, right) => right.startedAt - left.startedAt);
}

/** Child executions of a map run: those that failed, those that run, and then the newest. */
export function listChildren(
  cloud: Cloud,
  mapRunArn: string,
  workflow: string,
  most: number,
): readonly ExecutionSummary[] {
  const select = cloud.db.prepare(
    `SELECT ${columns} FROM states_executions WHERE id IN (
       SELECT c.execution_id FROM states_map_run_children c JOIN states_map_runs ON states_map_runs.id = c.run_id WHERE states_map_runs.arn = ?)
     ORDER BY CASE status WHEN 'SUCCEEDED' THEN 2 WHEN 'RUNNING' THEN 1 ELSE 0 END, id DESC LIMIT ?`,
  );
  return asRows(select.all(mapRunArn, most)).map((row) => summaryOf(row, workflow, childSubject));
}

/** Those of the given executions that are over. */
export async function endedExecutions(cloud: Cloud, arns: Iterable<string>): Promise<readonly ExecutionSummary[]> {
  const select = cloud.db.prepare(`SELECT ${columns} FROM states_executions WHERE arn = ? AND status <> 'RUNNING'`);
  const rows = [...arns].flatMap((arn) => asRows(select.all(arn)));
  if (rows.length === 0) return [];
  const names = new Map((await listWorkflows(cloud)).map(({ name, stateMachineArn }) => [stateMachineArn, name]));
  return rows.map((row) => summaryOf(row, names.get(row.machine_arn) ?? row.machine_name));
}

const asRows = (rows: readonly Record<string, SQLOutputValue>[]): readonly Row[] => rows as unknown as readonly Row[];

function summaryOf(row: Row, workflow: string, subjectOf = executionSubject): ExecutionSummary {
  const { arn, name, status, started_at: startedAt, stopped_at: stoppedAt, error, cause } = row;
  const outcome =
    row.output === null && row.output_length !== null
      ? sizeOf(row.output_length)
      : executionOutcome(status, parse(row.output), error ?? undefined);
  const subject = row.input === null ? sizeOf(row.input_length) : subjectOf(parse(row.input));
  return { arn, name, workflow, status, startedAt, stoppedAt, subject, outcome, cause };
}

const sizeOf = (length: number): string => `JSON of ${Math.round(length / 1000)} kB`;

const parse = (text: string | null): unknown => (text === null ? undefined : (JSON.parse(text) as unknown));
