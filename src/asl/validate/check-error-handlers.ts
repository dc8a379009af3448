import { errorNames } from "../error-names.ts";
import type { AslFinding } from "../finding.ts";
import { schema } from "./check-fields.ts";
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
    const isAlone = ErrorEquals.length === 1 && index === handlers.length - 1;
    return ErrorEquals.flatMap((name, position) =>
      name === errorNames.all && !isAlone ? [misplaced(`${location}[${index}]/ErrorEquals[${position}]`)] : [],
    );
  });
}

function misplaced(location: string): AslFinding {
  return schema(location, `${errorNames.all} must appear alone and at end of list`);
}
