import type { Branch, State, StateType } from "../definition.ts";
import type { Json } from "../json.ts";
import { branchesOf } from "../validate/scopes.ts";
import { expressionSource } from "./expression-source.ts";

/** Where an expression stands. */
export interface ExpressionPlace {
  readonly source: string;
  readonly location: string;
  readonly stateType: StateType;
  /** From the state on, for instance `["Catch", "0", "Assign", "reason"]`. */
  readonly path: readonly string[];
}

// Fields of a state that hold other states, names or plain data, never expressions.
const structuralFields = new Set([
  "Branches",
  "ItemProcessor",
  "Comment",
  "Type",
  "Resource",
  "Retry",
  "Next",
  "Default",
  "QueryLanguage",
]);

/** Lists every expression of a definition, in reading order. */
export function expressionsOf(branch: Branch, location = ""): readonly ExpressionPlace[] {
  return Object.entries(branch.States).flatMap(([name, state]) => {
    const place = `${location}/States/${name}`;
    const inner = branchesOf(state).flatMap((part) => expressionsOf(part.branch, `${place}/${part.field}`));
    return [...expressionsOfState(state, place), ...inner];
  });
}

/** Those of one state, without the states inside it. */
export function expressionsOfState(state: State, location: string): readonly ExpressionPlace[] {
  return Object.entries(state)
    .filter(([field]) => !structuralFields.has(field))
    .flatMap(([field, value]) =>
      expressionsOfTemplate(value as Json, { location: `${location}/${field}`, stateType: state.Type, path: [field] }),
    );
}

function expressionsOfTemplate(template: Json, place: Omit<ExpressionPlace, "source">): ExpressionPlace[] {
  if (typeof template === "string") {
    const source = expressionSource(template);
    return source === undefined ? [] : [{ source, ...place }];
  }
  if (template === null || typeof template !== "object") return [];
  return Object.entries(template).flatMap(([key, value]) => {
    const location = Array.isArray(template) ? `${place.location}[${key}]` : `${place.location}/${key}`;
    return expressionsOfTemplate(value as Json, { ...place, location, path: [...place.path, key] });
  });
}
