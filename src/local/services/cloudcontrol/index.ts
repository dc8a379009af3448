import { resourceTypes } from "../../cloudformation/resources/index.ts";
import { createStackStore } from "../../cloudformation/stack/stack-store.ts";
import { authorized } from "../../iam/authorized.ts";
import type { Cloud, Service } from "../../service.ts";
import { getResource } from "./get-resource.ts";
import { updateResource } from "./update-resource.ts";

/** Cloud Control over the resources of stacks, as far as the `cdk` CLI's hotswap needs it. */
export function createCloudControlService(cloud: Cloud): Service {
  const store = createStackStore(cloud.db);
  const operations = { GetResource: getResource(store), UpdateResource: updateResource(store, resourceTypes) };
  return { name: "cloudcontrolapi", operations: authorized("cloudformation", operations, () => "*") };
}
