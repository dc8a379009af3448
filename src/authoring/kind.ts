/**
 * Marks the values this door makes. `Symbol.for`, because a loader may hold two copies of a module: brands are compared,
 * classes never (`instanceof` would fail across copies).
 */
export const kind: unique symbol = Symbol.for("millrace.kind") as never;

/** What a value made by this door is. */
export type Kind =
  | "bucket"
  | "event"
  | "task"
  | "trigger"
  | "workflow"
  | "access"
  | "items"
  | "resource"
  | "resourceAccess"
  | "awsOperation";

/** Whether an unknown value was made by this door, and is of the given kind. */
export function isKind<K extends Kind>(value: unknown, expected: K): value is { readonly [kind]: K } {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    (value as { readonly [kind]?: unknown })[kind] === expected
  );
}
