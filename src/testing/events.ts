import * as z from "zod";
import type {
  EventBridgeEvent,
  FinishedDetail,
  FinishedStatus,
  Json,
  ObjectCreatedDetail,
  PatternTrigger,
  ScheduledDetail,
  ScheduleTrigger,
} from "#authoring";

const account = "000000000000";
const region = "us-east-1";
const time = "2026-01-01T00:00:00Z";

export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. @default 0 */
  readonly size?: number;
  /** Without quotes. @default that of no bytes */
  readonly etag?: string;
}

/**
 * Makes the event that S3 sends when an object was created: the input of a workflow with the trigger `objectCreated`.
 *
 * @example
 * const input = objectCreatedEvent({ bucket: "landing", key: "birdstrikes/may.csv", size: 1200 });
 */
export function objectCreatedEvent({
  bucket,
  key,
  size = 0,
  etag = "d41d8cd98f00b204e9800998ecf8427e",
}: ObjectCreated): EventBridgeEvent<"Object Created", ObjectCreatedDetail, "aws.s3"> {
  return {
    ...envelope("aws.s3", "Object Created", [`arn:aws:s3:::${bucket}`]),
    detail: {
      version: "0",
      bucket: { name: bucket },
      object: { key, size, etag, sequencer: "000000000000000001" },
      "request-id": "0000000000000000",
      requester: account,
      "source-ip-address": "127.0.0.1",
      reason: "PutObject",
    },
  };
}

/**
 * Makes the event that `emit` sends: the input of a workflow with the trigger `event.emitted()`. The detail is checked as the
 * event's schema has it.
 *
 * @example
 * const input = emittedEvent(orderPlaced, { id: "o-1", total: 12 });
 */
export function emittedEvent<const Name extends string, Input, Output>(
  event: EmittedBy<Name, Input, Output>,
  detail: NoInfer<Input>,
): EventBridgeEvent<Name, Output> {
  return { ...envelope("app", event.name, []), detail: event.schema.parse(detail) };
}

/**
 * Makes an event for a workflow with the trigger `eventPattern(…)`. The detail is checked as the trigger's schema has it; whether
 * the pattern matches is EventBridge's to say.
 *
 * @example
 * const input = patternEvent(instanceStopped, { "instance-id": "i-1" });
 */
export function patternEvent<const DetailType extends string, Detail, const Source extends string>(
  { detailType, pattern, schema }: PatternTrigger<DetailType, Detail, Source>,
  detail: NoInfer<Detail>,
): EventBridgeEvent<DetailType, Detail, Source> {
  return { ...envelope(pattern.source[0], detailType, []), detail: z.parse(schema, detail) as Detail };
}

/**
 * Makes the event of a schedule: the input of a workflow with the trigger `schedule.rate`, `schedule.cron` or `schedule.at`.
 *
 * @example
 * const input = scheduledEvent(nightly, { time: "2026-05-04T00:00:00Z" });
 */
export function scheduledEvent<const Name extends string>(
  { name, detailType }: ScheduleTrigger<Name>,
  { time: at = time }: { readonly time?: string } = {},
): EventBridgeEvent<"Scheduled Event", ScheduledDetail<Name>, "aws.scheduler"> {
  const resources = [`arn:aws:scheduler:${region}:${account}:schedule/default/${name}`];
  return { ...envelope("aws.scheduler", detailType, resources), time: at, detail: { schedule: name } };
}

export interface Finished<Status extends FinishedStatus> {
  readonly status: Status;
  /** @default {} */
  readonly input?: Json;
  /** @default none */
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Makes the event that Step Functions sends when an execution has ended: the input of a workflow with the trigger
 * `workflow.finished()`.
 *
 * @example
 * const input = finishedEvent(ingest, { status: "FAILED", error: "BadFile" });
 */
export function finishedEvent<const Status extends FinishedStatus>(
  workflow: { readonly name: string },
  { status, input = {}, output, error, cause }: Finished<Status>,
): EventBridgeEvent<"Step Functions Execution Status Change", FinishedDetail<Status>, "aws.states"> {
  const arn = `arn:aws:states:${region}:${account}`;
  const executionArn = `${arn}:execution:${workflow.name}:execution`;
  return {
    ...envelope("aws.states", "Step Functions Execution Status Change", [executionArn]),
    detail: {
      executionArn,
      stateMachineArn: `${arn}:stateMachine:${workflow.name}`,
      name: "execution",
      status,
      startDate: Date.parse(time),
      stopDate: Date.parse(time),
      input: JSON.stringify(input),
      output: output === undefined ? null : JSON.stringify(output),
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}

/** What is needed of the value that `defineEvent` makes. */
interface EmittedBy<Name extends string, Input, Output> {
  readonly name: Name;
  readonly schema: { readonly parse: (detail: unknown) => Output; readonly _zod: { readonly input: Input } };
}

function envelope<const DetailType extends string, const Source extends string>(
  source: Source,
  detailType: DetailType,
  resources: readonly string[],
) {
  return {
    version: "0",
    id: "00000000-0000-4000-8000-000000000000",
    source,
    account,
    time,
    region,
    resources,
    "detail-type": detailType,
  } as const;
}
