import type { Json } from "#asl";
import { eventTime } from "../events/event-envelope.ts";
import type { ServiceModel } from "../../protocol/service-models.ts";
import { toApiRequest } from "../../runtime/integrations/aws-sdk-values.ts";
import type { Cloud, ServiceName } from "../../service.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import type { Invocation } from "./invocation-store.ts";
import type { ScheduleTarget } from "./schedule-types.ts";
import { readTargetArn } from "./target-arn.ts";
import { findOperation } from "./universal-target.ts";

/** The API call that an invocation is. */
export interface TargetRequest {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: object;
  /** The request as a dead letter carries it. */
  readonly text: string;
}

/** Makes the call of a target: its operation, and the schedule's input with what Scheduler fills in. */
export async function targetRequest(
  cloud: Cloud,
  invocation: Invocation,
  loadModel: (service: ServiceName) => Promise<ServiceModel>,
): Promise<TargetRequest> {
  const { target } = invocation;
  const arn = readTargetArn(target.Arn);
  const input = target.Input === undefined ? undefined : fillContext(target.Input, invocation);
  switch (arn?.kind) {
    case "function": {
      const payload = input ?? notification(cloud, invocation);
      const request = { FunctionName: target.Arn, InvocationType: "Event", Payload: payload };
      return asRequest("lambda", "Invoke", { ...request, Payload: Buffer.from(payload) }, request);
    }
    case "queue":
      return asRequest("sqs", "SendMessage", {
        QueueUrl: queueUrlOf(cloud, target.Arn),
        MessageBody: input ?? notification(cloud, invocation),
        ...target.SqsParameters,
      });
    case "topic":
      return asRequest("sns", "Publish", {
        TopicArn: target.Arn,
        Message: input ?? notification(cloud, invocation),
      });
    case "stateMachine":
      return asRequest("states", "StartExecution", {
        stateMachineArn: target.Arn,
        // The same for each attempt: an occurrence starts one execution.
        name: invocation.id,
        input: input ?? notification(cloud, invocation),
      });
    case "eventBus":
      return asRequest("events", "PutEvents", { Entries: [eventEntry(target, input ?? "{}")] });
    case "universal": {
      const { service, model } = await findOperation(arn, target.Arn, loadModel);
      const given = JSON.parse(input ?? "{}") as Json;
      return asRequest(service, model.name, toApiRequest(model.input, given, cloud.newId), given as object);
    }
    case undefined:
      throw new Error(`no target ${target.Arn}`);
  }
}

function asRequest(service: ServiceName, operation: string, input: object, shown: object = input): TargetRequest {
  return { service, operation, input, text: JSON.stringify(shown) };
}

function eventEntry({ Arn, EventBridgeParameters }: ScheduleTarget, detail: string): object {
  return {
    EventBusName: Arn,
    Source: EventBridgeParameters?.Source,
    DetailType: EventBridgeParameters?.DetailType,
    Detail: detail,
  };
}

/** What a target gets that was given no input. Its detail is a text. */
function notification(cloud: Cloud, { id, scheduleArn, scheduledAt }: Invocation): string {
  return JSON.stringify({
    version: "0",
    id,
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: cloud.accountId,
    time: eventTime(scheduledAt),
    region: cloud.region,
    resources: [scheduleArn],
    detail: "{}",
  });
}

/** Puts in what `<aws.scheduler.…>` stands for; other text in brackets stays as it is. */
function fillContext(input: string, { executionId, scheduleArn, scheduledAt, attempts }: Invocation): string {
  const values: Readonly<Record<string, string>> = {
    "schedule-arn": scheduleArn,
    "scheduled-time": eventTime(scheduledAt),
    "execution-id": executionId,
    "attempt-number": String(attempts + 1),
  };
  return input.replaceAll(/<aws\.scheduler\.([a-z-]+)>/g, (text, name: string) => values[name] ?? text);
}
