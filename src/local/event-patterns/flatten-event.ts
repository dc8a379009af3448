import type { Scalar } from "./pattern.ts";

/** Which element of which array a value stands in; outer arrays are `outer`. */
export interface ArrayPosition {
  readonly array: number;
  readonly index: number;
  readonly outer: ArrayPosition | undefined;
}

export interface FieldValue {
  readonly value: Scalar;
  readonly position: ArrayPosition | undefined;
}

/** Every scalar of an event by its path; arrays add no name, only a position. */
export type FlatEvent = ReadonlyMap<string, readonly FieldValue[]>;

/** Flattens an event once, to be matched against many patterns. */
export function flattenEvent(event: unknown): FlatEvent {
  const fields = new Map<string, FieldValue[]>();
  let arrays = 0;

  function visit(path: string, value: unknown, position: ArrayPosition | undefined): void {
    if (Array.isArray(value)) {
      const array = arrays++;
      for (const [index, element] of value.entries()) visit(path, element, { array, index, outer: position });
    } else if (typeof value === "object" && value !== null) {
      const prefix = path === "" ? "" : `${path}.`;
      for (const [name, member] of Object.entries(value)) visit(prefix + name, member, position);
    } else if (isScalar(value)) {
      const values = fields.get(path);
      if (values === undefined) fields.set(path, [{ value, position }]);
      else values.push({ value, position });
    }
  }

  visit("", event, undefined);
  return fields;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
