import type { ts } from "../../../program.ts";
import type { WorkflowContext } from "../../context.ts";
import { mayBeOneOf } from "../../declared-type.ts";

/** Collections of the language's library that are no JSON. */
export type CollectionName = "Set" | "Map" | "WeakSet" | "WeakMap";

const names: Readonly<Record<string, CollectionName>> = {
  Set: "Set",
  ReadonlySet: "Set",
  Map: "Map",
  ReadonlyMap: "Map",
  WeakSet: "WeakSet",
  WeakMap: "WeakMap",
};

/** Which collection an expression is, if it is one. */
export function collectionAt(node: ts.Expression, context: WorkflowContext): CollectionName | undefined {
  if (!mayBeOneOf(prototypes, node, context)) return undefined;
  const { symbol } = context.checker.getTypeAtLocation(node);
  const isOfLibrary = symbol?.declarations?.[0]?.getSourceFile().isDeclarationFile === true;
  return isOfLibrary && Object.hasOwn(names, symbol.name) ? names[symbol.name] : undefined;
}

const prototypes: readonly object[] = [Set.prototype, Map.prototype, WeakSet.prototype, WeakMap.prototype];
