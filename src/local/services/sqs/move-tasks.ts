import { AwsError } from "../../aws-error.ts";
import type { Authorization, Cloud } from "../../service.ts";
import { findQueue, type Queue } from "./queue-store.ts";

/** A redrive of a dead-letter queue. It is over when it is written: nothing of it is left to cancel. */
export interface MoveTask {
  readonly handle: string;
  readonly source: string;
  readonly destination: string | undefined;
  readonly startedAt: number;
  readonly toMove: number;
  readonly moved: number;
  readonly failure: string | undefined;
}

interface MoveTaskRow {
  readonly handle: string;
  readonly source: string;
  readonly destination: string | null;
  readonly started_at: number;
  readonly to_move: number;
  readonly moved: number;
  readonly failure: string | null;
}

export function putMoveTask(cloud: Cloud, task: MoveTask): void {
  cloud.db
    .prepare("INSERT INTO sqs_move_tasks VALUES (?, ?, ?, ?, ?, ?, ?)")
    .run(
      task.handle,
      task.source,
      task.destination ?? null,
      task.startedAt,
      task.toMove,
      task.moved,
      task.failure ?? null,
    );
}

/** The tasks of a dead-letter queue, the latest first. */
export function listMoveTasks(cloud: Cloud, source: string, most: number): readonly MoveTask[] {
  const rows = cloud.db
    .prepare("SELECT * FROM sqs_move_tasks WHERE source = ? ORDER BY started_at DESC LIMIT ?")
    .all(source, most) as unknown as readonly MoveTaskRow[];
  return rows.map((row) => ({
    handle: row.handle,
    source: row.source,
    destination: row.destination ?? undefined,
    startedAt: row.started_at,
    toMove: row.to_move,
    moved: row.moved,
    failure: row.failure ?? undefined,
  }));
}

export function hasMoveTask(cloud: Cloud, handle: string): boolean {
  return cloud.db.prepare("SELECT 1 FROM sqs_move_tasks WHERE handle = ?").get(handle) !== undefined;
}

/** What an operation on the ARN of a dead-letter queue needs. */
export function moveAuthorization(
  action: string,
  { SourceArn }: { readonly SourceArn?: string | undefined },
): readonly Authorization[] {
  return [{ action: `sqs:${action}`, resource: SourceArn ?? "" }];
}

/** The queue of an ARN; throws in SQS's words. */
export function requireMoveQueue(cloud: Cloud, member: "SourceArn" | "DestinationArn", arn: string | undefined): Queue {
  if (arn === undefined) throw new AwsError("MissingParameter", `The request must contain the parameter ${member}.`);
  if (!/^arn:aws:sqs:[\w-]+:\d{12}:[\w-]+(?:\.fifo)?$/.test(arn)) {
    throw new AwsError(
      "InvalidParameterValue",
      `You must use this format to specify the ${member}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = findQueue(cloud, arn.split(":").at(-1) ?? "");
  if (queue !== undefined) return queue;
  throw new AwsError(
    "ResourceNotFoundException",
    `The resource that you specified for the ${member} parameter doesn't exist.`,
    404,
  );
}
