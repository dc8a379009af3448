import type { UpdateResourceInput, UpdateResourceOutput } from "@aws-sdk/client-cloudcontrol";
import { AwsError, notImplemented } from "../../aws-error.ts";
import { unhonouredPaths } from "../../cloudformation/property-paths.ts";
import type { ResourceType } from "../../cloudformation/resource-type.ts";
import { failureReason } from "../../cloudformation/stack/failure-reason.ts";
import { createResourceContext } from "../../cloudformation/stack/resource-context.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { applyPatch } from "./apply-patch.ts";
import { findDeployed } from "./find-deployed.ts";

/**
 * Changes a deployed resource in place, as `cdk deploy --hotswap` does.
 *
 * The stack is not told, as in AWS: its next deployment compares with its own last template. The update is carried out
 * before the answer, and a failure is the answer, because the CLI does not poll for it.
 */
export const updateResource = (engine: StackEngine): Operation<UpdateResourceInput, UpdateResourceOutput> => ({
  members: ["TypeName", "Identifier", "PatchDocument", "RoleArn", "ClientToken"],
  async handle({ TypeName = "", Identifier = "", PatchDocument = "" }, { cloud }) {
    const { stack, resource } = findDeployed(engine.store, TypeName, Identifier);
    const type = engine.types.get(TypeName) as ResourceType;
    const properties = applyPatch(resource.properties, PatchDocument);
    const [unhonoured] = unhonouredPaths(properties, Object.keys(type.properties));
    if (unhonoured !== undefined) throw notImplemented(`${TypeName} property '${unhonoured}'`);
    const RequestToken = cloud.newId();
    try {
      await type.update(properties, resource, createResourceContext(engine, stack, resource));
    } catch (error) {
      throw new AwsError("InvalidRequestException", failureReason(error, RequestToken));
    }
    return {
      ProgressEvent: {
        TypeName,
        Identifier,
        RequestToken,
        Operation: "UPDATE",
        OperationStatus: "SUCCESS",
        EventTime: new Date(cloud.clock.now()),
        ResourceModel: JSON.stringify(properties),
      },
    };
  },
});
