import type { Branch, Definition, Json, State } from "#asl";
import { expressionSource } from "../expressions/expression-source.ts";

/** Where an expression stands. */
export interface ExpressionPlace {
  readonly source: string;
  readonly location: string;
  /** Only a Catch may read `$states.errorOutput`. */
  readonly isInCatch: boolean;
}

// Fields of a state that hold other states or names, never expressions.
const structuralFields = new Set(["Branches", "ItemProcessor", "Comment", "Type", "Next", "Default", "QueryLanguage"]);

/** Lists every expression of a definition, in reading order. */
export function expressionsOf(definition: Definition): readonly ExpressionPlace[] {
  return expressionsOfStates(definition, "");
}

function expressionsOfStates(branch: Branch, location: string): ExpressionPlace[] {
  return Object.entries(branch.States).flatMap(([name, state]) =>
    expressionsOfState(state, `${location}/States/${name}`),
  );
}

function expressionsOfState(state: State, location: string): ExpressionPlace[] {
  const own = Object.entries(state)
    .filter(([field]) => !structuralFields.has(field))
    .flatMap(([field, value]) => expressionsOfTemplate(value as Json, `${location}/${field}`, field === "Catch"));
  return [...own, ...innerExpressions(state, location)];
}

function innerExpressions(state: State, location: string): ExpressionPlace[] {
  if (state.Type === "Parallel") {
    return state.Branches.flatMap((branch, index) => expressionsOfStates(branch, `${location}/Branches[${index}]`));
  }
  return state.Type === "Map" ? expressionsOfStates(state.ItemProcessor, `${location}/ItemProcessor`) : [];
}

function expressionsOfTemplate(template: Json, location: string, isInCatch: boolean): ExpressionPlace[] {
  if (typeof template === "string") {
    const source = expressionSource(template);
    return source === undefined ? [] : [{ source, location, isInCatch }];
  }
  if (template === null || typeof template !== "object") return [];
  return Object.entries(template).flatMap(([key, value]) => {
    const inner = Array.isArray(template) ? `${location}[${key}]` : `${location}/${key}`;
    return expressionsOfTemplate(value as Json, inner, isInCatch);
  });
}
