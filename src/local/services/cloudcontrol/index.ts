import { resourceTypes } from "../../cloudformation/resources/index.ts";
import { createStackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { authorized } from "../../iam/authorized.ts";
import type { Cloud, Service } from "../../service.ts";
import { getResource } from "./get-resource.ts";
import { updateResource } from "./update-resource.ts";

/** Cloud Control over the resources of stacks, as far as the `cdk` CLI's hotswap needs it. */
export function createCloudControlService(cloud: Cloud): Service {
  // It begins no operation on a stack: it only reads what stands there, and changes one resource.
  const engine = createStackEngine(cloud, resourceTypes, 0);
  const operations = { GetResource: getResource(engine.store), UpdateResource: updateResource(engine) };
  return { name: "cloudcontrolapi", operations: authorized("cloudformation", operations, () => "*") };
}
