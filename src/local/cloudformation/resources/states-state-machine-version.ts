import { defineResourceType } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";

interface StateMachineVersionProperties {
  readonly StateMachineArn: string;
  readonly StateMachineRevisionId?: string;
  readonly Description?: string;
}

export const statesStateMachineVersion = defineResourceType<StateMachineVersionProperties>({
  name: "AWS::StepFunctions::StateMachineVersion",
  properties: { StateMachineArn: "replace", StateMachineRevisionId: "replace", Description: "replace" },
  required: ["StateMachineArn"],
  attributes: ["Arn"],
  async create({ StateMachineArn, StateMachineRevisionId, Description }, { call, exists }) {
    const { stateMachineVersionArn } = await call<{ readonly stateMachineVersionArn: string }>(
      "states",
      "PublishStateMachineVersion",
      {
        stateMachineArn: StateMachineArn,
        ...(StateMachineRevisionId !== undefined && { revisionId: StateMachineRevisionId }),
        ...(Description !== undefined && { description: Description }),
      },
    );
    exists(stateMachineVersionArn);
    return { physicalId: stateMachineVersionArn, attributes: { Arn: stateMachineVersionArn } };
  },
  update: (_properties, existing) => Promise.resolve(existing),
  async delete({ physicalId }, { call }) {
    await ignoreMissing(call("states", "DeleteStateMachineVersion", { stateMachineVersionArn: physicalId }));
  },
});
