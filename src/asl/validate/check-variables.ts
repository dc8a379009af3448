import type { State } from "../definition.ts";
import type { StateExpressions } from "../expressions/expressions-of.ts";
import { freeVariables } from "../expressions/free-variables.ts";
import { jsonataFunctionNames } from "../expressions/jsonata-function-names.ts";
import type { Syntax } from "../expressions/parse-syntax.ts";
import type { AslFinding } from "../finding.ts";
import { assignedNames } from "./assigned-names.ts";
import { isApart, type Scope } from "./scopes.ts";
import { definedVariables } from "./defined-variables.ts";

const maximumNameLength = 80;
const namePattern = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Checks the names of variables, who assigns them, and that each is defined wherever it is read. */
export function checkVariables(
  scopes: readonly Scope[],
  expressions: readonly StateExpressions[],
  syntax: Syntax,
): readonly AslFinding[] {
  return [...scopes.flatMap(checkAssignments), ...undefinedReferences(scopes, expressions, syntax)];
}

/** Every Assign of a state: its own, its rules' and its catchers'. */
export function assignmentsOf(state: State): readonly { readonly names: readonly string[]; readonly field: string }[] {
  const own = "Assign" in state ? [{ names: assignedNames(state), field: "Assign" }] : [];
  const rules = state.Type === "Choice" ? state.Choices : [];
  const catchers = "Catch" in state ? (state.Catch ?? []) : [];
  const named = (list: typeof rules | typeof catchers, field: string) =>
    list.map((exit, index) => ({ names: assignedNames(exit), field: `${field}[${index}]/Assign` }));
  return [...own, ...named(rules, "Choices"), ...named(catchers, "Catch")];
}

function checkAssignments(scope: Scope): AslFinding[] {
  const outer = outerVariables(scope);
  return Object.entries(scope.branch.States).flatMap(([stateName, state]) =>
    assignmentsOf(state).flatMap(({ names, field }) =>
      names.flatMap((name) => checkName(name, outer, `${scope.location}/States/${stateName}/${field}/${name}`)),
    ),
  );
}

function checkName(name: string, outer: ReadonlySet<string>, location: string): AslFinding[] {
  const findings: AslFinding[] = [];
  const report = (code: AslFinding["code"], message: string, severity: AslFinding["severity"] = "ERROR"): void => {
    findings.push({ code, severity, location, message });
  };
  if (name === "states") report("INVALID_VARIABLE_NAME", "The variable name 'states' is reserved");
  else if (name.length > maximumNameLength) {
    report("INVALID_VARIABLE_NAME", `Variable name exceeds ${maximumNameLength} characters`);
  } else if (!namePattern.test(name)) report("INVALID_VARIABLE_NAME", `'${name}' is not a valid variable name`);
  else if (jsonataFunctionNames.includes(name)) {
    // AWS takes the name; an expression that calls the function fails.
    report("INVALID_VARIABLE_NAME", `The variable '${name}' hides the function '$${name}'`, "WARNING");
  }
  if (outer.has(name)) {
    report("VARIABLE_IN_OUTER_SCOPE", `The variable '${name}' belongs to an outer scope and cannot be assigned here`);
  }
  return findings;
}

function outerVariables(scope: Scope): ReadonlySet<string> {
  const names = new Set<string>();
  for (let inner = scope; inner.parent !== undefined && !isApart(inner); inner = inner.parent.scope) {
    for (const state of Object.values(inner.parent.scope.branch.States)) {
      for (const assignment of assignmentsOf(state)) for (const name of assignment.names) names.add(name);
    }
  }
  return names;
}

/**
 * Warnings: AWS creates such a machine, and an execution fails where it meets the variable. A path that leaves one undefined
 * need never be taken.
 */
function undefinedReferences(
  scopes: readonly Scope[],
  expressions: readonly StateExpressions[],
  syntax: Syntax,
): AslFinding[] {
  const definedIn = new Map(scopes.map((scope) => [scope, definedVariables(scope)]));
  return expressions.flatMap(({ scope, stateName, places }) => {
    const defined = definedIn.get(scope)?.get(stateName) ?? new Set<string>();
    return [...undefinedNames(places, defined, syntax)].map((message) => ({
      code: "UNDEFINED_VARIABLE" as const,
      severity: "WARNING" as const,
      location: `${scope.location}/States/${stateName}`,
      message: `${message} when state '${stateName}' runs`,
    }));
  });
}

function undefinedNames(
  places: StateExpressions["places"],
  defined: ReadonlySet<string>,
  syntax: Syntax,
): ReadonlySet<string> {
  const read = places.flatMap(({ source }) => {
    const tree = syntax.get(source);
    return tree === undefined || "problem" in tree ? [] : freeVariables(tree);
  });
  const missing = read.flatMap(({ name, isCalled }) => {
    if (isLanguage(name)) return isCalled && name === "eval" ? ["Step Functions has no function '$eval'"] : [];
    if (isCalled) return [`The function '$${name}' does not exist`];
    return defined.has(name) ? [] : [`The variable '$${name}' may be undefined`];
  });
  return new Set(missing);
}

function isLanguage(name: string): boolean {
  return name === "states" || jsonataFunctionNames.includes(name);
}
