import type { Json } from "#asl";
import type { ParsedPath } from "./path-token.ts";

/** What stands in `[?(…)]`. */
export type FilterNode =
  | { readonly kind: "or" | "and"; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: "not"; readonly test: FilterNode }
  /** A path alone: whether there is something. */
  | { readonly kind: "exists"; readonly path: ParsedPath }
  | {
      readonly kind: "compare";
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: "path"; readonly path: ParsedPath }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "pattern"; readonly pattern: RegExp };

export const filterOperators = [
  "==",
  "!=",
  "<=",
  ">=",
  "=~",
  "<",
  ">",
  "in",
  "nin",
  "subsetof",
  "anyof",
  "noneof",
  "contains",
  "size",
  "empty",
  "type",
] as const;

export type FilterOperator = (typeof filterOperators)[number];
