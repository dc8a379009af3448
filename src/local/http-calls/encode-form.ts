import type { Json } from "#asl";

// Developer guide, "Applying URL-encoding on request body": its examples write spaces as %20 and brackets of keys as %5B and %5D.

export const arrayFormats = ["INDICES", "REPEAT", "COMMAS", "BRACKETS"] as const;
export type ArrayFormat = (typeof arrayFormats)[number];

/** URL-encodes an object: members of objects as `a[b]`, elements of arrays as the format says. Null is left out. */
export function encodeForm(values: Readonly<Record<string, Json>>, format: ArrayFormat): string {
  return Object.entries(values)
    .flatMap(([key, value]) => pairsOf(key, value, format))
    .map(([key, value]) => `${encodeURIComponent(key)}=${value.map(encodeURIComponent).join(",")}`)
    .join("&");
}

/** A key with its value; with several, they are joined by commas. */
type Pair = readonly [key: string, value: readonly string[]];

function pairsOf(key: string, value: Json, format: ArrayFormat): readonly Pair[] {
  if (value === null) return [];
  if (Array.isArray(value)) return elementsOf(key, value as readonly Json[], format);
  if (typeof value !== "object") return [[key, [String(value)]]];
  return Object.entries(value).flatMap(([name, inner]) => pairsOf(`${key}[${name}]`, inner, format));
}

function elementsOf(key: string, elements: readonly Json[], format: ArrayFormat): readonly Pair[] {
  const isFlat = elements.every((element) => typeof element !== "object");
  if (format === "COMMAS" && isFlat) return elements.length === 0 ? [] : [[key, elements.map(String)]];
  return elements.flatMap((element, index) => {
    // What is itself made of parts needs to say which of them belong together.
    const isWhole = typeof element !== "object" || element === null;
    const place = format === "INDICES" || !isWhole ? `${key}[${index}]` : format === "BRACKETS" ? `${key}[]` : key;
    return pairsOf(place, element, format);
  });
}
