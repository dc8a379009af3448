import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { ServiceName } from "../../service.ts";
import { physicalName } from "../physical-name.ts";
import type { ResourceContext } from "../resource-type.ts";
import { ResourceCallError } from "./failure-reason.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { ResourceRecord, StackRecord } from "./stack-record.ts";

/** What a resource handler is given; `exists` is told the physical id as soon as there is one. */
export function createResourceContext(
  engine: Pick<StackEngine, "cloud" | "customResources" | "nestedStacks">,
  stack: Pick<StackRecord, "stackId" | "stackName">,
  resource: Pick<ResourceRecord, "logicalId" | "type" | "generation" | "neverRuns">,
  exists: (physicalId: string) => void = () => undefined,
): ResourceContext {
  const { cloud, customResources, nestedStacks } = engine;
  return {
    cloud,
    stackName: stack.stackName,
    stackId: stack.stackId,
    resourceType: resource.type,
    neverRuns: resource.neverRuns === true,
    customResources,
    nestedStacks,
    logicalId: resource.logicalId,
    physicalName: (limits) => physicalName({ ...stack, ...resource }, limits),
    exists,
    async call<Output>(service: ServiceName, operation: string, input: object): Promise<Output> {
      try {
        return await cloud.call<Output>(service, operation, input, root);
      } catch (error) {
        throw error instanceof AwsError ? new ResourceCallError(error, service, operation) : error;
      }
    },
  };
}
