import type { JsonataNode } from "./node.ts";

/** Whether two nodes evaluate alike because they are built alike. Variables are unique by name. */
export function isSameNode(one: JsonataNode, two: JsonataNode): boolean {
  return one.kind === two.kind && isSame(one, two);
}

function isSame(one: unknown, two: unknown): boolean {
  if (one === two) return true;
  if (!isComposite(one) || !isComposite(two)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(two).length && keys.every((key) => isSame(one[key], two[key]));
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
