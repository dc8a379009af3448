import { matchConditions, type RequestContext } from "./match-conditions.ts";
import { matchesAction, matchesPattern } from "./match-pattern.ts";
import type { PolicyDocument, PolicyStatement, PrincipalPattern } from "./policy-document.ts";
import { type Right, rightsOf } from "./rights.ts";

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** Who asks, for policies that name principals: an ARN, or a service such as `events.amazonaws.com`. */
  readonly principal?: string;
}

export type AccessVerdict = "allowed" | "explicitly denied" | "not allowed";

export interface AccessDecision {
  readonly verdict: AccessVerdict;
  /** The statements that allowed it; empty unless it is allowed. */
  readonly by: readonly AllowingStatement[];
}

export interface AllowingStatement {
  /** Name of its policy. */
  readonly policy: string;
  readonly statement: PolicyStatement;
}

/** A right with the policy that gives it. */
export interface PolicyRight extends Right {
  readonly policy: string;
}

/**
 * Decides a request by a set of policies: one Deny forbids, else one Allow permits.
 *
 * A statement with a condition operator that is not implemented counts against the request, and `warn` is told.
 */
export function evaluatePolicies(
  policies: readonly PolicyDocument[],
  request: AccessRequest,
  warn: (line: string) => void,
): AccessDecision {
  const by: AllowingStatement[] = [];
  for (const { name, statements } of policies) {
    for (const statement of statements) {
      if (!isAbout(statement, request)) continue;
      const conditions = matchConditions(statement.conditions, request.context);
      if (typeof conditions === "object") {
        warn(`IAM: condition operator '${conditions.unknown}' is not implemented by the local cloud; it denies`);
      }
      const applies = conditions === "hold" || (typeof conditions === "object" && statement.effect === "Deny");
      if (!applies) continue;
      if (statement.effect === "Deny") return { verdict: "explicitly denied", by: [] };
      by.push({ policy: name, statement });
    }
  }
  return { verdict: by.length > 0 ? "allowed" : "not allowed", by };
}

/** Which rights of a statement that allowed a request did. */
export function usedRights({ policy, statement }: AllowingStatement, request: AccessRequest): readonly PolicyRight[] {
  const { actions = [], resources = [], principals } = statement;
  const isUsed = (action: string, resource: string): boolean =>
    isAbout({ ...statement, ...(actions.includes(action) && { actions: [action] }) }, request) &&
    (!resources.includes(resource) || isAbout({ ...statement, resources: [resource] }, request)) &&
    (typeof principals !== "object" || resources.length > 0 || isPrincipal(oneOf(resource), request.principal));
  return rightsOf(statement)
    .filter(({ action, resource }) => isUsed(action, resource))
    .map((right) => ({ policy, ...right }));
}

function isAbout(statement: PolicyStatement, request: AccessRequest): boolean {
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  const isResource = (pattern: string): boolean => {
    const filled = fillVariables(pattern, request.context);
    return filled !== undefined && matchesPattern(filled, request.resource);
  };
  if (actions && !actions.some((pattern) => matchesAction(pattern, request.action))) return false;
  if (notActions?.some((pattern) => matchesAction(pattern, request.action))) return false;
  if (resources && !resources.some(isResource)) return false;
  if (notResources?.some(isResource)) return false;
  if (principals !== undefined && !isPrincipal(principals, request.principal)) return false;
  return !(notPrincipals !== undefined && isPrincipal(notPrincipals, request.principal));
}

/** `${aws:PrincipalArn}` and its kin; a variable that the request has no value for matches nothing. */
function fillVariables(pattern: string, context: RequestContext): string | undefined {
  let isComplete = true;
  const filled = pattern.replaceAll(/\$\{([^}]+)\}/g, (_text, name: string) => {
    // `${*}` and `${?}` are the characters themselves, which no wildcard here can express better.
    if (name === "*" || name === "?" || name === "$") return name;
    const value = context[name];
    if (typeof value !== "string") isComplete = false;
    return typeof value === "string" ? value : "";
  });
  return isComplete ? filled : undefined;
}

function isPrincipal(pattern: PrincipalPattern, principal: string | undefined): boolean {
  if (pattern === "*") return true;
  if (principal === undefined) return false;
  const kind = principal.startsWith("arn:") ? "AWS" : "Service";
  return (pattern[kind] ?? []).some(
    (named) => named === "*" || named === principal || (kind === "AWS" && isAccountOf(named, principal)),
  );
}

/** `Service events.amazonaws.com`, as a right spells it. */
function oneOf(who: string): PrincipalPattern {
  const [kind = "", name = ""] = who.split(" ");
  return { [kind]: [name] };
}

// Naming an account, by number or as its root, admits everybody in it whom identity policies allow.
function isAccountOf(named: string, arn: string): boolean {
  const account = arn.split(":")[4];
  return named === account || named === `arn:aws:iam::${account}:root`;
}
