import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";
import { isTerminal, successorsOf } from "./successors.ts";

/** Checks that control can go where the states send it, can end, and reaches every state. */
export function checkFlow(scope: Scope): readonly AslFinding[] {
  const { branch, location } = scope;
  const missing = missingTargets(scope);
  // Measured on AWS: where nothing ends, nothing is said of states that are not reached.
  if (!Object.values(branch.States).some(isTerminal)) return [...missing, endless];
  const reachable = reachableFrom(scope);
  const unreachable = Object.keys(branch.States)
    .filter((name) => !reachable.has(name))
    .map((name) => lost(`${location}/States/${name}`, `State "${name}" is not reachable.`));
  return [...missing, ...unreachable];
}

// Measured on AWS: it has no place.
const endless: AslFinding = {
  code: "MISSING_END_STATE",
  severity: "ERROR",
  message: "Workflow has no terminal state",
};

function missingTargets({ branch, location }: Scope): AslFinding[] {
  const nexts = Object.entries(branch.States).flatMap(([name, state]) =>
    successorsOf(state).map(({ field, target }) => ({ place: `${location}/States/${name}/${field}`, target })),
  );
  // Measured on AWS: whichever field names the state, the message says 'Next'.
  return [{ place: `${location}/StartAt`, target: branch.StartAt }, ...nexts]
    .filter(({ target }) => !Object.hasOwn(branch.States, target))
    .map(({ place, target }) => lost(place, `Missing 'Next' target: ${target}`));
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

function lost(location: string, message: string): AslFinding {
  return { code: "MISSING_TRANSITION_TARGET", severity: "ERROR", location, message };
}
