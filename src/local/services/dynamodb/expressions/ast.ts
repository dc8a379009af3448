// What expressions are made of. Names and values that a request gives apart stand here by their placeholders.

/** Where an attribute is: names (`a`, or the placeholder `#a`) and positions in lists. */
export type Path = readonly (string | number)[];

export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  /** `:a` */
  | { readonly kind: "value"; readonly placeholder: string }
  | FunctionCall;

export interface FunctionCall {
  readonly kind: "function";
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "comparison"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly list: readonly Operand[] }
  | FunctionCall
  | { readonly kind: "and"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition };

/** What SET gives a path. */
export type Assigned =
  | Operand
  | {
      readonly kind: "arithmetic";
      readonly operator: "+" | "-";
      readonly left: Operand;
      readonly right: Operand;
    };

export type UpdateAction =
  | { readonly kind: "set"; readonly path: Path; readonly value: Assigned }
  | { readonly kind: "remove"; readonly path: Path }
  | { readonly kind: "add" | "delete"; readonly path: Path; readonly placeholder: string };

export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";

/** Functions that answer yes or no. */
export const conditionFunctions: ReadonlySet<string> = new Set([
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
]);

/** Functions that give a value, by where they may stand. */
export const valueFunctions = {
  condition: new Set(["size"]),
  update: new Set(["if_not_exists", "list_append"]),
} as const;
