import { matchConditions, type RequestContext } from "./match-conditions.ts";
import { matchesAction, matchesPattern } from "./match-pattern.ts";
import type { PolicyDocument, PolicyStatement, PrincipalPattern } from "./policy-document.ts";

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** Who asks, for policies that name principals: an ARN, or a service such as `events.amazonaws.com`. */
  readonly principal?: string;
}

export type AccessVerdict = "allowed" | "explicitly denied" | "not allowed";

/**
 * Decides a request by a set of policies: one Deny forbids, else one Allow permits.
 *
 * A statement with a condition operator that is not implemented counts against the request, and `warn` is told.
 */
export function evaluatePolicies(
  policies: readonly PolicyDocument[],
  request: AccessRequest,
  warn: (line: string) => void,
): AccessVerdict {
  let verdict: AccessVerdict = "not allowed";
  for (const statement of policies.flatMap(({ statements }) => statements)) {
    if (!isAbout(statement, request)) continue;
    const conditions = matchConditions(statement.conditions, request.context);
    if (typeof conditions === "object") {
      warn(`IAM: condition operator '${conditions.unknown}' is not implemented by the local cloud; it denies`);
    }
    const applies = conditions === "hold" || (typeof conditions === "object" && statement.effect === "Deny");
    if (!applies) continue;
    if (statement.effect === "Deny") return "explicitly denied";
    verdict = "allowed";
  }
  return verdict;
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

// Naming an account, by number or as its root, admits everybody in it whom identity policies allow.
function isAccountOf(named: string, arn: string): boolean {
  const account = arn.split(":")[4];
  return named === account || named === `arn:aws:iam::${account}:root`;
}
