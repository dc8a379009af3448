import { checksOf, definitionOf, type SchemaDefinition } from "../2-lower/guard/schema.ts";

/** Numbers take up to so many bytes as JSON: an integer that is exact, with its sign. */
const numberSize = 17;
/** Formats that zod bounds without saying so. */
const formatSizes: Readonly<Record<string, number>> = {
  uuid: 36,
  guid: 36,
  date: 10,
  datetime: 35,
  ipv4: 15,
  ipv6: 45,
};

/**
 * The bytes that a value takes at most as JSON, where the schema bounds them. A character counts as one byte, as in ASCII,
 * so that a text as long as its schema allows takes at least as much.
 */
export function schemaSize(schema: unknown): number | undefined {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "string":
      return textSize(definition);
    case "number":
      return numberSize;
    case "boolean":
      return "false".length;
    case "null":
    case "undefined":
    case "void":
      return "null".length;
    case "literal":
      return largestOf(definition["values"] as readonly unknown[]);
    case "enum":
      return largestOf(Object.values(definition["entries"] as object));
    case "array":
      return arraySize(definition);
    case "tuple":
      return definition["rest"] === null
        ? sum((definition["items"] as readonly unknown[]).map(schemaSize), 2, 1)
        : undefined;
    case "object":
      return objectSize(definition);
    case "union":
      return most((definition["options"] as readonly unknown[]).map(schemaSize));
    case "nullable":
    case "optional":
    case "exactOptional":
    case "default":
    case "prefault":
    case "readonly":
    case "nonoptional":
      return schemaSize(definition["innerType"]);
    default:
      return undefined;
  }
}

/** The most elements that an array's schema allows. */
export function mostElements(schema: unknown): number | undefined {
  return declaredLength(definitionOf(schema));
}

function declaredLength(definition: SchemaDefinition): number | undefined {
  const bounds = checksOf(definition).flatMap(({ check, maximum, length }) =>
    check === "max_length" ? [maximum] : check === "length_equals" ? [length] : [],
  );
  const lengths = bounds.filter((bound): bound is number => typeof bound === "number");
  return lengths.length === 0 ? undefined : Math.min(...lengths);
}

function textSize(definition: SchemaDefinition): number | undefined {
  const length = declaredLength(definition) ?? formatSizes[String(definition["format"])];
  return length === undefined ? undefined : length + 2;
}

function arraySize(definition: SchemaDefinition): number | undefined {
  const length = declaredLength(definition);
  const element = schemaSize(definition["element"]);
  if (length === 0) return 2;
  return length === undefined || element === undefined ? undefined : length * (element + 1) + 1;
}

function objectSize(definition: SchemaDefinition): number | undefined {
  // Members that the schema does not name are not bounded.
  const { catchall } = definition;
  if (catchall !== undefined && definitionOf(catchall).type !== "never") return undefined;
  const members = Object.entries(definition["shape"] as Readonly<Record<string, unknown>>);
  return sum(
    members.map(([key, schema]) => plus(schemaSize(schema), JSON.stringify(key).length + 1)),
    2,
    1,
  );
}

function largestOf(values: readonly unknown[]): number {
  return Math.max(0, ...values.map((value) => JSON.stringify(value)?.length ?? 0));
}

function plus(size: number | undefined, more: number): number | undefined {
  return size === undefined ? undefined : size + more;
}

/** Sums sizes with what stands around and between them; one that is unknown makes the sum unknown. */
export function sum(sizes: readonly (number | undefined)[], around: number, between: number): number | undefined {
  const separators = Math.max(0, sizes.length - 1) * between;
  return sizes.reduce(
    (total, size) => (total === undefined || size === undefined ? undefined : total + size),
    around + separators,
  );
}

export function most(sizes: readonly (number | undefined)[]): number | undefined {
  return sizes.reduce(
    (known, size) => (known === undefined || size === undefined ? undefined : Math.max(known, size)),
    0,
  );
}
