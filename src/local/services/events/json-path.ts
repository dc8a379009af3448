import type { Json, JsonObject } from "#asl";

const step = /\.([\w-]+)|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]/y;

/** The steps of a path as EventBridge takes it (`$.detail.items[0]['a b']`); undefined if it is none. */
export function parseJsonPath(path: string): readonly (string | number)[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: (string | number)[] = [];
  let at = 1;
  while (at < path.length) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (match === null) return undefined;
    const [text, dotted, single, double, index] = match;
    steps.push(index === undefined ? (dotted ?? single ?? double ?? "") : Number(index));
    at += text.length;
  }
  return steps;
}

/** The value at a path, or undefined. */
export function readJsonPath(root: Json, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const name of parseJsonPath(path) ?? []) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
    value = typeof name === "number" ? (value as readonly Json[])[name] : (value as JsonObject)[name];
  }
  return value;
}
