import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";
import { isTerminal, successorsOf } from "./successors.ts";

/** Checks that control can go where the states send it, reaches every state, and can end. */
export function checkFlow(scope: Scope): readonly AslFinding[] {
  const { branch, location } = scope;
  const missing = missingTargets(scope);
  if (missing.length > 0) return missing;
  const reachable = reachableFrom(scope);
  const unreachable = Object.keys(branch.States)
    .filter((name) => !reachable.has(name))
    .map((name) =>
      error("MISSING_TRANSITION_TARGET", `${location}/States/${name}`, `State "${name}" is not reachable.`),
    );
  const canEnd = Object.values(branch.States).some(isTerminal);
  const endless = error(
    "MISSING_TERMINAL_STATE",
    `${location}/States`,
    "No terminal state: nothing ends the execution",
  );
  return canEnd ? unreachable : [...unreachable, endless];
}

function missingTargets({ branch, location }: Scope): AslFinding[] {
  const start = Object.hasOwn(branch.States, branch.StartAt)
    ? []
    : [missing(`${location}/StartAt`, "StartAt", branch.StartAt)];
  const nexts = Object.entries(branch.States).flatMap(([name, state]) =>
    successorsOf(state)
      .filter(({ target }) => !Object.hasOwn(branch.States, target))
      .map(({ field, target }) => missing(`${location}/States/${name}/${field}`, lastPart(field), target)),
  );
  return [...start, ...nexts];
}

function reachableFrom({ branch }: Scope): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [branch.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = Object.hasOwn(branch.States, name) ? branch.States[name] : undefined;
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...successorsOf(state).map(({ target }) => target));
  }
  return reached;
}

function lastPart(field: string): string {
  return field.slice(field.lastIndexOf("/") + 1);
}

function missing(location: string, field: string, target: string): AslFinding {
  return error("MISSING_TRANSITION_TARGET", location, `Missing '${field}' target: ${target}`);
}

function error(code: AslFinding["code"], location: string, message: string): AslFinding {
  return { code, severity: "ERROR", location, message };
}
