import type { JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { policyText } from "./policy-text.ts";
import type { Tag } from "./tag-changes.ts";

interface RuleProperties {
  readonly Name?: string;
  readonly EventBusName?: string;
  readonly Description?: string;
  readonly EventPattern?: JsonObject | string;
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly RoleArn?: string;
  readonly Targets?: readonly RuleTarget[];
  readonly Tags?: readonly Tag[];
}

interface RuleTarget {
  readonly Id: string;
  readonly [member: string]: unknown;
}

interface FailedEntries {
  readonly FailedEntryCount?: number;
  readonly FailedEntries?: readonly { readonly TargetId?: string; readonly ErrorMessage?: string }[];
}

export const eventsRule = defineResourceType<RuleProperties>({
  name: "AWS::Events::Rule",
  properties: {
    Name: "replace",
    EventBusName: "replace",
    Description: "update",
    EventPattern: "update",
    ScheduleExpression: "update",
    State: "update",
    RoleArn: "update",
    "Targets.Id": "update",
    "Targets.Arn": "update",
    "Targets.RoleArn": "update",
    "Targets.Input": "update",
    "Targets.InputPath": "update",
    "Targets.InputTransformer": "update",
    "Targets.DeadLetterConfig.Arn": "update",
    "Targets.RetryPolicy": "update",
    "Targets.SqsParameters.MessageGroupId": "update",
    "Targets.HttpParameters.PathParameterValues": "update",
    "Targets.HttpParameters.HeaderParameters": "update",
    "Targets.HttpParameters.QueryStringParameters": "update",
    Tags: "update",
  },
  required: [],
  attributes: ["Arn"],
  nameProperty: "Name",
  tags: "list",
  async create(properties, context) {
    const name = properties.Name ?? context.physicalName({ maxLength: 64 });
    return putRule(name, properties, context);
  },
  async update(properties, existing, context) {
    const { rule, bus } = namesOf(existing.physicalId);
    const state = await putRule(rule, properties, context);
    const kept = (properties.Targets ?? []).map(({ Id }) => Id);
    const gone = (existing.properties.Targets ?? []).map(({ Id }) => Id).filter((id) => !kept.includes(id));
    if (gone.length > 0) await context.call("events", "RemoveTargets", { Rule: rule, ...bus, Ids: gone });
    return state;
  },
  async delete({ physicalId, properties }, { call }) {
    const { rule, bus } = namesOf(physicalId);
    const ids = (properties.Targets ?? []).map(({ Id }) => Id);
    if (ids.length > 0) await ignoreMissing(call("events", "RemoveTargets", { Rule: rule, ...bus, Ids: ids }));
    await ignoreMissing(call("events", "DeleteRule", { Name: rule, ...bus }));
  },
});

async function putRule(name: string, properties: RuleProperties, context: ResourceContext): Promise<ResourceState> {
  const {
    EventPattern,
    Targets = [],
    EventBusName,
    Description,
    ScheduleExpression,
    State,
    RoleArn,
    Tags,
  } = properties;
  const bus = EventBusName === undefined ? {} : { EventBusName };
  const busName = EventBusName?.slice(EventBusName.lastIndexOf("/") + 1) ?? "default";
  const physicalId = busName === "default" ? name : `${busName}|${name}`;
  const { RuleArn } = await context.call<{ readonly RuleArn: string }>("events", "PutRule", {
    Name: name,
    ...bus,
    ...(Description !== undefined && { Description }),
    ...(EventPattern !== undefined && { EventPattern: policyText(EventPattern) }),
    ...(ScheduleExpression !== undefined && { ScheduleExpression }),
    ...(State !== undefined && { State }),
    ...(RoleArn !== undefined && { RoleArn }),
    ...(Tags && { Tags }),
  });
  context.exists(physicalId);
  if (Targets.length > 0) {
    const request = { Rule: name, ...bus, Targets: Targets.map(targetOf) };
    const { FailedEntryCount = 0, FailedEntries = [] } = await context.call<FailedEntries>(
      "events",
      "PutTargets",
      request,
    );
    if (FailedEntryCount > 0) {
      const reasons = FailedEntries.map(({ TargetId, ErrorMessage }) => `${TargetId}: ${ErrorMessage}`);
      throw validationError(`Failed to put targets: ${reasons.join("; ")}`);
    }
  }
  return { physicalId, attributes: { Arn: RuleArn } };
}

// A template may carry numbers as text; the API takes them as numbers.
function targetOf(target: RuleTarget): object {
  const retry = target["RetryPolicy"] as Readonly<Record<string, number | string>> | undefined;
  if (!retry) return target;
  return {
    ...target,
    RetryPolicy: Object.fromEntries(Object.entries(retry).map(([name, value]) => [name, Number(value)])),
  };
}

/** `Ref` of a rule is its name, or `bus|rule` on a bus of one's own. */
function namesOf(physicalId: string): { readonly rule: string; readonly bus: { readonly EventBusName?: string } } {
  const [first = "", second] = physicalId.split("|");
  return second === undefined ? { rule: first, bus: {} } : { rule: second, bus: { EventBusName: first } };
}
