import type { State } from "../definition.ts";
import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";
import { definedVariables } from "./defined-variables.ts";
import { variableReferences } from "./variable-references.ts";

const maximumNameLength = 80;
const namePattern = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Checks the names of variables, who assigns them, and that each is defined wherever it is read. */
export function checkVariables(scopes: readonly Scope[]): readonly AslFinding[] {
  return [...scopes.flatMap(checkAssignments), ...undefinedReferences(scopes)];
}

/** Every Assign of a state: its own, its rules' and its catchers'. */
export function assignmentsOf(state: State): readonly { readonly names: readonly string[]; readonly field: string }[] {
  const own = "Assign" in state ? [{ names: Object.keys(state.Assign ?? {}), field: "Assign" }] : [];
  const rules = state.Type === "Choice" ? state.Choices : [];
  const catchers = "Catch" in state ? (state.Catch ?? []) : [];
  const named = (list: typeof rules | typeof catchers, field: string) =>
    list.map(({ Assign = {} }, index) => ({ names: Object.keys(Assign), field: `${field}[${index}]/Assign` }));
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
  const report = (code: AslFinding["code"], message: string): void => {
    findings.push({ code, severity: "ERROR", location, message });
  };
  if (name === "states") report("INVALID_VARIABLE_NAME", "The variable name 'states' is reserved");
  else if (name.length > maximumNameLength) {
    report("INVALID_VARIABLE_NAME", `Variable name exceeds ${maximumNameLength} characters`);
  } else if (!namePattern.test(name)) report("INVALID_VARIABLE_NAME", `'${name}' is not a valid variable name`);
  if (outer.has(name)) {
    report("VARIABLE_IN_OUTER_SCOPE", `The variable '${name}' belongs to an outer scope and cannot be assigned here`);
  }
  return findings;
}

function outerVariables(scope: Scope): ReadonlySet<string> {
  const names = new Set<string>();
  for (let outer = scope.parent?.scope; outer !== undefined; outer = outer.parent?.scope) {
    for (const state of Object.values(outer.branch.States)) {
      for (const assignment of assignmentsOf(state)) for (const name of assignment.names) names.add(name);
    }
  }
  return names;
}

/** A warning, for a path that leaves a variable undefined need never be taken. */
function undefinedReferences(scopes: readonly Scope[]): AslFinding[] {
  return scopes.flatMap((scope) => {
    const defined = definedVariables(scope);
    return Object.entries(scope.branch.States).flatMap(([stateName, state]) => {
      return [...variableReferences(ownFields(state))]
        .filter((name) => defined.get(stateName)?.has(name) !== true)
        .map((name) => ({
          code: "UNDEFINED_VARIABLE" as const,
          severity: "WARNING" as const,
          location: `${scope.location}/States/${stateName}`,
          message: `The variable '$${name}' may be undefined when state '${stateName}' runs`,
        }));
    });
  });
}

/** Without the states inside, which have their own turn. */
function ownFields(state: State): unknown {
  return Object.entries(state)
    .filter(([field]) => field !== "Branches" && field !== "ItemProcessor")
    .map(([, value]: [string, unknown]) => value);
}
