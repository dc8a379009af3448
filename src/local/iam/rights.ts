import type { PolicyStatement, PrincipalPattern } from "./policy-document.ts";

/** One thing that a statement allows. */
export interface Right {
  /** Pattern as the statement spells it; `not …` for NotAction. */
  readonly action: string;
  /** Pattern; `not …` for NotResource. In a trust policy: who, as `Service events.amazonaws.com`. */
  readonly resource: string;
}

/** Every pair of an action and a resource that a statement allows; none if it denies. */
export function rightsOf(statement: PolicyStatement): readonly Right[] {
  if (statement.effect === "Deny") return [];
  const { actions, notActions = [], resources, notResources = [], principals } = statement;
  const patterns = resources ?? (notResources.length > 0 ? [`not ${notResources.join(", ")}`] : whoOf(principals));
  return (actions ?? [`not ${notActions.join(", ")}`]).flatMap((action) =>
    patterns.map((resource) => ({ action, resource })),
  );
}

function whoOf(principals: PrincipalPattern | undefined): readonly string[] {
  if (principals === undefined || principals === "*") return ["*"];
  return Object.entries(principals).flatMap(([kind, names]) => names.map((name) => `${kind} ${name}`));
}
