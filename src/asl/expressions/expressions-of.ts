import type { Definition, State, StateType } from "../definition.ts";
import type { Json } from "../json.ts";
import { languageOf, scopesOf } from "../validate/scopes.ts";
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

/** Lists every expression of a definition, in reading order. In JSONPath, `{% … %}` is a text like any other. */
export function expressionsOf(definition: Definition): readonly ExpressionPlace[] {
  return scopesOf(definition).flatMap((scope) =>
    Object.entries(scope.branch.States).flatMap(([name, state]) =>
      languageOf(state, scope) === "JSONata" ? expressionsOfState(state, `${scope.location}/States/${name}`) : [],
    ),
  );
}

/** Those of one state in JSONata, without the states inside it. */
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
