import { errorNames } from "../error-names.ts";
import type { AslFinding } from "../finding.ts";
import type { Scope } from "./scopes.ts";

/** Checks that States.ALL stands alone and last (ASL: "Errors"). */
export function checkErrorHandlers({ branch, location }: Scope): readonly AslFinding[] {
  return Object.entries(branch.States).flatMap(([name, state]) => {
    if (!("Resource" in state || "Branches" in state || state.Type === "Map")) return [];
    const place = `${location}/States/${name}`;
    return [
      ...checkHandlers(state.Retry ?? [], `${place}/Retry`),
      ...checkHandlers(state.Catch ?? [], `${place}/Catch`),
    ];
  });
}

function checkHandlers(
  handlers: readonly { readonly ErrorEquals: readonly string[] }[],
  location: string,
): AslFinding[] {
  return handlers.flatMap(({ ErrorEquals }, index) => {
    if (!ErrorEquals.includes(errorNames.all)) return [];
    const place = `${location}[${index}]/ErrorEquals`;
    const crowded = ErrorEquals.length > 1 ? [misplaced(place, "must stand alone")] : [];
    return index < handlers.length - 1 ? [...crowded, misplaced(place, "must be in the last element")] : crowded;
  });
}

function misplaced(location: string, what: string): AslFinding {
  return { code: "INVALID_ERROR_HANDLER", severity: "ERROR", location, message: `${errorNames.all} ${what}` };
}
