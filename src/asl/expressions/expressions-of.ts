import type { Definition, State, StateType } from "../definition.ts";
import type { Json } from "../json.ts";
import { languageOf, type Scope, scopesOf } from "../validate/scopes.ts";
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
  "Iterator",
  "Comment",
  "Type",
  "Resource",
  "Retry",
  "Next",
  "Default",
  "QueryLanguage",
]);

/** The expressions of one state in JSONata, without the states inside it. */
export interface StateExpressions {
  readonly scope: Scope;
  readonly stateName: string;
  readonly places: readonly ExpressionPlace[];
}

/** Lists every expression of a definition, in reading order. In JSONPath, `{% … %}` is a text like any other. */
export function expressionsOf(definition: Definition): readonly ExpressionPlace[] {
  return expressionsByState(scopesOf(definition)).flatMap(({ places }) => places);
}

export function expressionsByState(scopes: readonly Scope[]): readonly StateExpressions[] {
  return scopes.flatMap((scope) =>
    Object.entries(scope.branch.States).flatMap(([stateName, state]) =>
      languageOf(state, scope) === "JSONata"
        ? [{ scope, stateName, places: expressionsOfState(state, `${scope.location}/States/${stateName}`) }]
        : [],
    ),
  );
}

function expressionsOfState(state: State, location: string): readonly ExpressionPlace[] {
  const found: ExpressionPlace[] = [];
  for (const [field, value] of Object.entries(state)) {
    if (structuralFields.has(field)) continue;
    const place = { location: `${location}/${field}`, stateType: state.Type, path: [field] };
    addExpressionsOfTemplate(value as Json, place, found);
  }
  return found;
}

function addExpressionsOfTemplate(
  template: Json,
  { location, stateType, path }: Omit<ExpressionPlace, "source">,
  found: ExpressionPlace[],
): void {
  if (typeof template === "string") {
    const source = expressionSource(template);
    if (source !== undefined) found.push({ source, location, stateType, path });
    return;
  }
  if (template === null || typeof template !== "object") return;
  const isArray = Array.isArray(template);
  for (const [key, value] of Object.entries(template)) {
    // Most of a template is plain values, which need no place.
    if (typeof value !== "string" && typeof value !== "object") continue;
    const inside = isArray ? `${location}[${key}]` : `${location}/${key}`;
    addExpressionsOfTemplate(value as Json, { location: inside, stateType, path: [...path, key] }, found);
  }
}
