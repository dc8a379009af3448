import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { stateMachineDefinition, type DefinitionProperties } from "./state-machine-definition.ts";
import { lowerTag, tagChanges, type Tag } from "./tag-changes.ts";

interface StateMachineProperties extends DefinitionProperties {
  readonly StateMachineName?: string;
  readonly StateMachineType?: string;
  readonly RoleArn: string;
  readonly LoggingConfiguration?: {
    readonly Level?: string;
    readonly IncludeExecutionData?: boolean | string;
    readonly Destinations?: readonly { readonly CloudWatchLogsLogGroup?: { readonly LogGroupArn: string } }[];
  };
  readonly TracingConfiguration?: { readonly Enabled?: boolean | string };
  readonly Tags?: readonly Tag[];
}

export const statesStateMachine = defineResourceType<StateMachineProperties>({
  name: "AWS::StepFunctions::StateMachine",
  properties: {
    StateMachineName: "replace",
    StateMachineType: "replace",
    DefinitionString: "update",
    Definition: "update",
    "DefinitionS3Location.Bucket": "update",
    "DefinitionS3Location.Key": "update",
    "DefinitionS3Location.Version": "update",
    DefinitionSubstitutions: "update",
    RoleArn: "update",
    LoggingConfiguration: "update",
    "TracingConfiguration.Enabled": "update",
    Tags: "update",
  },
  required: ["RoleArn"],
  attributes: ["Arn", "Name", "StateMachineRevisionId"],
  revertsDrift: true,
  nameProperty: "StateMachineName",
  tags: "list",
  async create(properties, context) {
    const name = properties.StateMachineName ?? context.physicalName({ maxLength: 80 });
    const { stateMachineArn } = await context.call<{ readonly stateMachineArn: string }>(
      "states",
      "CreateStateMachine",
      {
        name,
        ...(properties.StateMachineType !== undefined && { type: properties.StateMachineType }),
        ...(await configurationOf(properties, context)),
        ...(properties.Tags && { tags: properties.Tags.map(lowerTag) }),
      },
    );
    context.exists(stateMachineArn);
    return stateOf(stateMachineArn, name, context);
  },
  async update(properties, existing, context) {
    const stateMachineArn = existing.physicalId;
    await context.call("states", "UpdateStateMachine", {
      stateMachineArn,
      // Left out, these two would stay as they were.
      loggingConfiguration: { level: "OFF" },
      tracingConfiguration: { enabled: false },
      ...(await configurationOf(properties, context)),
    });
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    const resourceArn = stateMachineArn;
    if (removedKeys.length > 0) await context.call("states", "UntagResource", { resourceArn, tagKeys: removedKeys });
    if (set.length > 0) await context.call("states", "TagResource", { resourceArn, tags: set.map(lowerTag) });
    return stateOf(stateMachineArn, String(existing.attributes["Name"]), context);
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("states", "DeleteStateMachine", { stateMachineArn: physicalId }));
  },
});

async function configurationOf(properties: StateMachineProperties, { call }: ResourceContext): Promise<object> {
  const { LoggingConfiguration: logging, TracingConfiguration: tracing } = properties;
  return {
    definition: await stateMachineDefinition(properties, (operation, input) => call("s3", operation, input)),
    roleArn: properties.RoleArn,
    ...(logging && {
      loggingConfiguration: {
        level: logging.Level ?? "OFF",
        includeExecutionData: isTrue(logging.IncludeExecutionData),
        destinations: (logging.Destinations ?? []).map(({ CloudWatchLogsLogGroup: group }) => ({
          cloudWatchLogsLogGroup: { logGroupArn: group?.LogGroupArn },
        })),
      },
    }),
    ...(tracing && { tracingConfiguration: { enabled: isTrue(tracing.Enabled) } }),
  };
}

async function stateOf(stateMachineArn: string, name: string, { call }: ResourceContext) {
  const { revisionId } = await call<{ readonly revisionId?: string }>("states", "DescribeStateMachine", {
    stateMachineArn,
  });
  return {
    physicalId: stateMachineArn,
    // A machine that was never updated has no revision yet; CloudFormation calls it so.
    attributes: { Arn: stateMachineArn, Name: name, StateMachineRevisionId: revisionId ?? "INITIAL" },
  };
}
