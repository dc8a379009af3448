import { notImplemented } from "./aws-error.ts";
import type { AwsError } from "./aws-error.ts";
import { checkInput } from "./protocol/check-input.ts";
import type { ServiceModel } from "./protocol/service-models.ts";
import type { Authorization, CallContext, Cloud, Operation, Principal, Service, ServiceName } from "./service.ts";

/** What stands behind every call, whether it came over HTTP or from another service. */
export interface Calls {
  readonly services: ReadonlyMap<ServiceName, Service>;
  readonly loadModel: (service: ServiceName) => Promise<ServiceModel>;
  readonly authorize: (
    cloud: Cloud,
    principal: Principal,
    authorizations: readonly Authorization[],
    resourcePolicies?: readonly string[],
  ) => AwsError | undefined;
}

export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: object;
  readonly context: CallContext;
}

/** The operation as its service registered it, its types forgotten. */
export type RegisteredOperation = Operation<object, unknown>;

/** Finds an operation; what is not registered is refused by name. */
export function findOperation(calls: Calls, service: ServiceName, operation: string): RegisteredOperation {
  const found = calls.services.get(service);
  if (found === undefined) throw notImplemented(`The service ${service}`);
  if (!Object.hasOwn(found.operations, operation)) throw notImplemented(`The operation ${operation} of ${service}`);
  return found.operations[operation] as unknown as RegisteredOperation;
}

/** Checks the input, authorises and runs one operation. Throws `AwsError`. */
export async function callOperation(calls: Calls, call: Call): Promise<unknown> {
  const operation = findOperation(calls, call.service, call.operation);
  const model = await calls.loadModel(call.service);
  const operationModel = model.operations.get(call.operation);
  if (operationModel === undefined) throw new Error(`${call.service} has no operation ${call.operation}`);
  checkInput(model, operationModel, operation.members, call.input as Readonly<Record<string, unknown>>);
  const { input, context } = call;
  // Root may do everything; working out what it would need is wasted.
  if (context.principal.kind !== "root" && operation.authorize !== undefined) {
    const policies = operation.resourcePolicies?.(input, context);
    const denial = calls.authorize(context.cloud, context.principal, operation.authorize(input, context), policies);
    if (denial !== undefined) throw denial;
  }
  return operation.handle(input, context);
}
