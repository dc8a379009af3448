import type { RoutingConfigurationListItem } from "@aws-sdk/client-sfn";
import { parseMachineArn } from "./arns.ts";
import { unknownReference, validation } from "./errors.ts";
import type { Route } from "./machine-store.ts";
import type { States } from "./states.ts";

/** One or two versions of one state machine whose weights make 100. Throws `ValidationException`. */
export function checkRouting(
  states: States,
  routing: readonly RoutingConfigurationListItem[] | undefined,
): { readonly machineArn: string; readonly routes: readonly Route[] } {
  const routes = (routing ?? []).map(({ stateMachineVersionArn = "", weight = 0 }) => ({
    stateMachineVersionArn,
    weight,
  }));
  const arns = routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  if (routes.length === 0 || routes.length > 2) {
    throw validation("Routing configuration must contain one or two state machine versions.");
  }
  if (new Set(arns).size !== arns.length) {
    throw validation(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(", ")}]`,
    );
  }
  const weights = routes.map(({ weight }) => weight);
  if (
    weights.some((weight) => weight < 0 || weight > 100) ||
    weights.reduce((sum, weight) => sum + weight, 0) !== 100
  ) {
    throw validation(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  }
  const [machineArn = "", ...others] = new Set(arns.map((arn) => parseMachineArn(arn).machineArn));
  if (others.length > 0) {
    throw validation("Routing configuration must contain versions of the same state machine.");
  }
  if (arns.some((arn) => states.machines.version(arn) === undefined)) throw unknownReference();
  return { machineArn, routes };
}
