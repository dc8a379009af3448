import { definitionOf } from "../2-lower/guard/schema.ts";
import { most, mostElements, schemaSize, sum } from "./schema-size.ts";

/** What is known of how large a value can be; `undefined` where nothing is. */
export type Extent =
  /** Whatever a schema allows. */
  | { readonly kind: "schema"; readonly schema: unknown }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Extent | undefined> }
  /** An array of at most so many elements. */
  | { readonly kind: "array"; readonly length: number; readonly element: Extent | undefined }
  | { readonly kind: "either"; readonly options: readonly (Extent | undefined)[] }
  | { readonly kind: "size"; readonly bytes: number };

/** The bytes that such a value takes at most as JSON. */
export function sizeOf(extent: Extent | undefined): number | undefined {
  switch (extent?.kind) {
    case "schema":
      return schemaSize(extent.schema);
    case "object":
      return sum(
        [...extent.members].map(([key, member]) => sum([JSON.stringify(key).length, sizeOf(member)], 1, 0)),
        2,
        1,
      );
    case "array": {
      const element = sizeOf(extent.element);
      return element === undefined ? undefined : extent.length * (element + 1) + 1;
    }
    case "either":
      return most(extent.options.map(sizeOf));
    case "size":
      return extent.bytes;
    default:
      return undefined;
  }
}

export function memberOf(extent: Extent | undefined, name: string): Extent | undefined {
  if (extent?.kind === "object") return extent.members.get(name);
  if (extent?.kind !== "schema") return undefined;
  const definition = definitionOf(bareSchema(extent.schema));
  const shape = definition.type === "object" ? (definition["shape"] as Readonly<Record<string, unknown>>) : {};
  return Object.hasOwn(shape, name) ? { kind: "schema", schema: shape[name] } : undefined;
}

/** Any element of an array. */
export function elementOf(extent: Extent | undefined): Extent | undefined {
  if (extent?.kind === "array") return extent.element;
  if (extent?.kind !== "schema") return undefined;
  const definition = definitionOf(bareSchema(extent.schema));
  return definition.type === "array" ? { kind: "schema", schema: definition["element"] } : undefined;
}

/** The most elements that an array can have. */
export function lengthOf(extent: Extent | undefined): number | undefined {
  if (extent?.kind === "array") return extent.length;
  return extent?.kind === "schema" ? mostElements(bareSchema(extent.schema)) : undefined;
}

const wrappers: readonly string[] = [
  "nullable",
  "optional",
  "exactOptional",
  "default",
  "prefault",
  "readonly",
  "nonoptional",
];

function bareSchema(schema: unknown): unknown {
  const definition = definitionOf(schema);
  return wrappers.includes(definition.type) ? bareSchema(definition["innerType"]) : schema;
}
