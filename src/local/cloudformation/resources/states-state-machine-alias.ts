import { notImplemented } from "../../aws-error.ts";
import { defineResourceType } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface StateMachineAliasProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly RoutingConfiguration?: readonly {
    readonly StateMachineVersionArn: string;
    readonly Weight: number | string;
  }[];
  readonly DeploymentPreference?: { readonly StateMachineVersionArn: string; readonly Type: string };
}

export const statesStateMachineAlias = defineResourceType<StateMachineAliasProperties>({
  name: "AWS::StepFunctions::StateMachineAlias",
  properties: {
    Name: "replace",
    Description: "update",
    "RoutingConfiguration.StateMachineVersionArn": "update",
    "RoutingConfiguration.Weight": "update",
    "DeploymentPreference.StateMachineVersionArn": "update",
    "DeploymentPreference.Type": "update",
  },
  required: [],
  attributes: ["Arn"],
  nameProperty: "Name",
  async create(properties, { call, exists, physicalName }) {
    const { stateMachineAliasArn } = await call<{ readonly stateMachineAliasArn: string }>(
      "states",
      "CreateStateMachineAlias",
      {
        name: properties.Name ?? physicalName({ maxLength: 80 }),
        ...(properties.Description !== undefined && { description: properties.Description }),
        routingConfiguration: routingOf(properties),
      },
    );
    exists(stateMachineAliasArn);
    return { physicalId: stateMachineAliasArn, attributes: { Arn: stateMachineAliasArn } };
  },
  async update(properties, existing, { call }) {
    await call("states", "UpdateStateMachineAlias", {
      stateMachineAliasArn: existing.physicalId,
      description: properties.Description ?? "",
      routingConfiguration: routingOf(properties),
    });
    return existing;
  },
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("states", "DeleteStateMachineAlias", { stateMachineAliasArn: physicalId }));
  },
});

function routingOf({ RoutingConfiguration, DeploymentPreference }: StateMachineAliasProperties): readonly object[] {
  if ((RoutingConfiguration === undefined) === (DeploymentPreference === undefined)) {
    throw validationError("Exactly one of RoutingConfiguration and DeploymentPreference must be given.");
  }
  if (DeploymentPreference) {
    const { Type, StateMachineVersionArn } = DeploymentPreference;
    if (Type !== "ALL_AT_ONCE") throw notImplemented(`DeploymentPreference Type '${Type}' (use ALL_AT_ONCE)`);
    return [{ stateMachineVersionArn: StateMachineVersionArn, weight: 100 }];
  }
  return (RoutingConfiguration ?? []).map(({ StateMachineVersionArn, Weight }) => ({
    stateMachineVersionArn: StateMachineVersionArn,
    weight: Number(Weight),
  }));
}
