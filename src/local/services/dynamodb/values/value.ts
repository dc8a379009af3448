import type { Decimal } from "./decimal.ts";

/** An attribute's value as DynamoDB knows it: numbers exact, maps without a prototype to fall into. */
export type Value =
  | { readonly type: "S"; readonly value: string }
  | { readonly type: "N"; readonly value: Decimal }
  | { readonly type: "B"; readonly value: Buffer }
  | { readonly type: "BOOL"; readonly value: boolean }
  | { readonly type: "NULL"; readonly value: true }
  | { readonly type: "M"; readonly value: Attributes }
  | { readonly type: "L"; readonly value: readonly Value[] }
  | { readonly type: "SS"; readonly value: readonly string[] }
  | { readonly type: "NS"; readonly value: readonly Decimal[] }
  | { readonly type: "BS"; readonly value: readonly Buffer[] };

export type ValueType = Value["type"];

/** An item, or what is within a map. */
export type Attributes = ReadonlyMap<string, Value>;
