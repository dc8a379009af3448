import { notImplemented } from "../../aws-error.ts";
import type { OperationModel, ServiceModel } from "../../protocol/service-models.ts";
import { sdkServices } from "../../runtime/integrations/aws-sdk-call.ts";
import type { ServiceName } from "../../service.ts";
import { invalid } from "./constraints.ts";

export type LoadModel = (service: ServiceName) => Promise<ServiceModel>;

// Universal targets cannot read: Scheduler has no use for an answer, and AWS refuses operations of these names.
const readOperation =
  /^(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|testMigration|retrieve|testConnection|translateDocument|isAuthorized|invokeModel)/;

/** The operation that `arn:aws:scheduler:::aws-sdk:<service>:<operation>` names; throws if it is none, or not here. */
export async function findOperation(
  { service: name, operation }: { readonly service: string; readonly operation: string },
  arn: string,
  loadModel: LoadModel,
): Promise<{ readonly service: ServiceName; readonly model: OperationModel }> {
  if (readOperation.test(operation)) {
    throw invalid(`${arn} is not a supported target: EventBridge Scheduler does not support read-only operations.`);
  }
  if (!Object.hasOwn(sdkServices, name)) throw notImplemented(`The schedule target ${arn}`);
  const { service } = sdkServices[name]!;
  const model = (await loadModel(service)).operations.get(operation.charAt(0).toUpperCase() + operation.slice(1));
  if (model === undefined) throw invalid(`${arn} is not a supported target: ${name} has no operation ${operation}.`);
  return { service, model };
}
