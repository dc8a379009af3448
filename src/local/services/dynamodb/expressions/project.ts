import type { Attributes, Value } from "../values/value.ts";
import type { Path } from "./ast.ts";

/** What of an item is at these paths, each within what it is within there. Elements of lists close up. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  const picked = pick({ type: "M", value: item }, paths);
  return picked?.type === "M" ? picked.value : new Map();
}

function pick(value: Value, paths: readonly Path[]): Value | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const groups = groupByHead(paths);
  if (value.type === "M") {
    const picked = new Map<string, Value>();
    for (const [head, rests] of groups) {
      const child = typeof head === "string" ? value.value.get(head) : undefined;
      const inner = child && pick(child, rests);
      if (inner !== undefined) picked.set(head as string, inner);
    }
    return picked.size === 0 ? undefined : { type: "M", value: picked };
  }
  if (value.type !== "L") return undefined;
  const picked: Value[] = [];
  for (const [head, rests] of [...groups].toSorted(([a], [b]) => Number(a) - Number(b))) {
    const child = typeof head === "number" ? value.value[head] : undefined;
    const inner = child && pick(child, rests);
    if (inner !== undefined) picked.push(inner);
  }
  return picked.length === 0 ? undefined : { type: "L", value: picked };
}

/** What follows each first segment, in the order in which they come up. */
function groupByHead(paths: readonly Path[]): ReadonlyMap<string | number, readonly Path[]> {
  const groups = new Map<string | number, Path[]>();
  for (const [head, ...rest] of paths) {
    if (head === undefined) continue;
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [rest]);
    else group.push(rest);
  }
  return groups;
}
