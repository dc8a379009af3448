import { evaluateCondition } from "./evaluate-condition.ts";
import type { Scope } from "./scope.ts";
import { validationError } from "./template.ts";

/** Throws the description of the first assertion of the Rules section that does not hold. */
export function checkRules(scope: Scope): void {
  for (const [name, rule] of Object.entries(scope.template.rules)) {
    if (rule.RuleCondition !== undefined && !evaluateCondition(rule.RuleCondition, scope)) continue;
    for (const { Assert, AssertDescription } of rule.Assertions) {
      if (!evaluateCondition(Assert, scope)) {
        throw validationError(`Rule ${name} failed: ${AssertDescription ?? JSON.stringify(Assert)}`);
      }
    }
  }
}
