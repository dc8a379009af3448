import { createHash } from "node:crypto";
import { AwsError } from "../../aws-error.ts";
import { allowsService } from "../../iam/allows-service.ts";
import { authorize } from "../../iam/authorize.ts";
import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import { logResourcePolicy } from "../logs/index.ts";
import { queueUrlOf } from "../queue-url-of.ts";
import { resourcePolicy } from "../resource-policy.ts";
import { isApiDestination } from "./api-destination-store.ts";
import { busNameOf, findBus } from "./bus-store.ts";
import { DeliveryError } from "./delivery-error.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { insertEvents } from "./event-store.ts";
import { invokeApiDestination } from "./invoke-api-destination.ts";
import type { RuleTarget } from "./rule-store.ts";
import { rolePrincipal } from "./target-role.ts";

export interface Delivery {
  readonly cloud: Cloud;
  readonly event: EventEnvelope;
  readonly ruleArn: string;
  readonly target: RuleTarget;
  /** What the target is to get. */
  readonly input: string;
}

type Deliver = (delivery: Delivery) => Promise<void>;

const service = "events.amazonaws.com";

// By the service of the target's ARN. Each is called with the rights that AWS would ask: those of the target's role, or
// those that the target's own policy gives to EventBridge.
const deliverers: Readonly<Record<string, Deliver>> = {
  states: startExecution,
  lambda: invokeFunction,
  sqs: sendMessage,
  sns: publishMessage,
  events: (delivery) => (isApiDestination(delivery.target.Arn) ? invokeApiDestination : forwardToBus)(delivery),
  logs: writeLogEvent,
};

/** Whether events can be delivered to an ARN at all. */
export function isSupportedTarget(arn: string): boolean {
  const [, , name = "", , , resource = ""] = arn.split(":");
  // EventBridge has no group to give to messages of a FIFO topic.
  if (name === "sns") return !resource.endsWith(".fifo");
  if (name === "events") return /^(?:event-bus|api-destination)\//.test(resource);
  return Object.hasOwn(deliverers, name) && (name !== "states" || resource === "stateMachine");
}

/** Delivers once. Throws `DeliveryError` or `AwsError`. */
export async function deliverToTarget(delivery: Delivery): Promise<void> {
  const [, , name = ""] = delivery.target.Arn.split(":");
  const deliver = deliverers[name];
  if (deliver === undefined) throw new DeliveryError("SDK_CLIENT_ERROR", `unsupported target ${delivery.target.Arn}`);
  await deliver(delivery);
}

async function startExecution({ cloud, event, ruleArn, target, input }: Delivery): Promise<void> {
  checkJson(input);
  const request = {
    stateMachineArn: target.Arn,
    name: executionName(event, ruleArn, target.Id),
    input,
  };
  try {
    await cloud.call("states", "StartExecution", request, rolePrincipal(cloud, target, ruleArn));
  } catch (error) {
    // Delivered by an attempt that crashed before it was noted.
    if (error instanceof AwsError && error.code === "ExecutionAlreadyExists") return;
    throw error;
  }
}

/** The same for every attempt of a delivery, and no other: so an event starts a state machine once. */
function executionName(event: EventEnvelope, ruleArn: string, targetId: string): string {
  // A replay starts the state machine once more.
  const delivery = [ruleArn, targetId, event["replay-name"]].filter((part) => part !== undefined);
  const hash = createHash("sha256").update(delivery.join("\n")).digest("hex");
  const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  return `${event.id}_${parts.join("-")}`;
}

async function invokeFunction({ cloud, ruleArn, target, input }: Delivery): Promise<void> {
  checkJson(input);
  const request = { FunctionName: target.Arn, InvocationType: "Event", Payload: Buffer.from(input) };
  if (target.RoleArn !== undefined) {
    await cloud.call("lambda", "Invoke", request, rolePrincipal(cloud, target, ruleArn));
    return;
  }
  const policy = await resourcePolicy(cloud, target.Arn);
  requireService(cloud, { policy, action: "lambda:InvokeFunction", resource: target.Arn, sourceArn: ruleArn });
  await cloud.call("lambda", "Invoke", request, root);
}

async function sendMessage({ cloud, ruleArn, target, input }: Delivery): Promise<void> {
  const group = target.SqsParameters?.MessageGroupId;
  const request = {
    QueueUrl: queueUrlOf(cloud, target.Arn),
    MessageBody: input,
    ...(group !== undefined && { MessageGroupId: group }),
  };
  if (target.RoleArn === undefined) await requireQueuePolicy(cloud, target.Arn, ruleArn);
  await cloud.call(
    "sqs",
    "SendMessage",
    request,
    target.RoleArn === undefined ? root : rolePrincipal(cloud, target, ruleArn),
  );
}

async function publishMessage({ cloud, ruleArn, target, input }: Delivery): Promise<void> {
  const request = { TopicArn: target.Arn, Message: input };
  if (target.RoleArn !== undefined) {
    await cloud.call("sns", "Publish", request, rolePrincipal(cloud, target, ruleArn));
    return;
  }
  const policy = await resourcePolicy(cloud, target.Arn);
  requireService(cloud, { policy, action: "sns:Publish", resource: target.Arn, sourceArn: ruleArn });
  await cloud.call("sns", "Publish", request, root);
}

async function forwardToBus({ cloud, event, ruleArn, target }: Delivery): Promise<void> {
  if (target.RoleArn !== undefined) {
    const needed = [{ action: "events:PutEvents", resource: target.Arn }];
    const denial = authorize(cloud, rolePrincipal(cloud, target, ruleArn), needed);
    if (denial !== undefined) throw denial;
  }
  const bus = busNameOf(target.Arn);
  if (findBus(cloud, bus) === undefined) throw new DeliveryError("NO_RESOURCE", `Event bus ${bus} does not exist.`);
  // The event keeps its id; the other bus takes it once, which also ends circles.
  insertEvents(cloud, bus, [event]);
  cloud.notify("event", event.id);
}

async function writeLogEvent({ cloud, event, ruleArn, target, input }: Delivery): Promise<void> {
  const [, , , , , , logGroupName = ""] = target.Arn.split(":");
  const logStreamName = ruleArn.split("/").at(-1) ?? "rule";
  const resource = `${target.Arn.replace(/:\*$/, "")}:log-stream:${logStreamName}`;
  requireService(cloud, {
    policy: logResourcePolicy(cloud),
    action: "logs:PutLogEvents",
    resource,
    sourceArn: ruleArn,
  });
  try {
    await cloud.call("logs", "CreateLogStream", { logGroupName, logStreamName }, root);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "ResourceAlreadyExistsException") throw error;
  }
  const logEvents = [{ timestamp: Date.parse(event.time), message: input }];
  await cloud.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, root);
}

/** Throws unless the queue's own policy lets EventBridge send to it for this rule. */
export async function requireQueuePolicy(cloud: Cloud, queueArn: string, ruleArn: string): Promise<void> {
  const policy = await resourcePolicy(cloud, queueArn);
  requireService(cloud, { policy, action: "sqs:SendMessage", resource: queueArn, sourceArn: ruleArn });
}

interface ServiceRequest {
  readonly policy: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly sourceArn: string;
}

function requireService(cloud: Cloud, request: ServiceRequest): void {
  if (allowsService(cloud, { ...request, service })) return;
  throw new DeliveryError(
    "NO_PERMISSIONS",
    `${service} is not authorized to perform: ${request.action} on resource: ${request.resource} because no resource-based policy allows the ${request.action} action`,
  );
}

function checkJson(input: string): void {
  try {
    JSON.parse(input);
  } catch (error) {
    throw new DeliveryError("INVALID_JSON", `The input of the target is not JSON: ${(error as Error).message}`);
  }
}
