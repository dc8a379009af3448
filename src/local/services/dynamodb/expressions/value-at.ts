import type { Attributes, Value } from "../values/value.ts";
import type { Path } from "./ast.ts";

/** What is at a path of an item, if anything is. */
export function valueAt(item: Attributes, path: Path): Value | undefined {
  let value: Value | undefined = { type: "M", value: item };
  for (const segment of path) {
    if (typeof segment === "number") value = value?.type === "L" ? value.value[segment] : undefined;
    else value = value?.type === "M" ? value.value.get(segment) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
