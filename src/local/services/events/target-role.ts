import { canAssumeRole } from "../../iam/can-assume-role.ts";
import type { Cloud, Principal } from "../../service.ts";
import { DeliveryError } from "./delivery-error.ts";
import type { RuleTarget } from "./rule-store.ts";

/** Who the role of a target acts as; throws unless its trust policy lets EventBridge assume it for this rule. */
export function rolePrincipal(cloud: Cloud, target: RuleTarget, ruleArn: string): Principal {
  const roleArn = target.RoleArn ?? "";
  if (canAssumeRole(cloud, roleArn, "events.amazonaws.com", { sourceArn: ruleArn })) {
    return { kind: "role", roleArn, sessionName: "events" };
  }
  throw new DeliveryError("FAILED_TO_ASSUME_ROLE", `EventBridge is not authorized to assume role ${roleArn}`);
}
