import { ts } from "../../../program.ts";
import { symbolOf, type WorkflowContext } from "../../context.ts";

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
  const declared = declaredType(node, context);
  if (declared !== undefined && !mayBecomeCollection(declared, context)) return undefined;
  const { symbol } = context.checker.getTypeAtLocation(node);
  const isOfLibrary = symbol?.declarations?.[0]?.getSourceFile().isDeclarationFile === true;
  return isOfLibrary && Object.hasOwn(names, symbol.name) ? names[symbol.name] : undefined;
}

/**
 * What a name or a member was declared to be, and a call to give. What an expression is where it stands, TypeScript finds out by
 * following all ways that lead there, each time it is asked; and this is asked of nearly every expression.
 */
function declaredType(node: ts.Expression, context: WorkflowContext): ts.Type | undefined {
  const { checker } = context;
  if (ts.isCallExpression(node)) return checker.getResolvedSignature(node)?.getReturnType();
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const symbol = symbolOf(context, node);
  if (symbol === undefined) return undefined;
  const kinds = ts.isIdentifier(node) ? ts.SymbolFlags.Variable : ts.SymbolFlags.Property;
  return (symbol.flags & kinds) === 0 ? undefined : checker.getTypeOfSymbol(symbol);
}

const primitive =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void |
  ts.TypeFlags.Never;

/**
 * Whether a value of a type can be found to be a collection further on. TypeScript takes a value that was tested for being one
 * as such only if a collection could be assigned to what it was declared to be; otherwise it is both, which no value is.
 */
function mayBecomeCollection(type: ts.Type, { checker }: WorkflowContext): boolean {
  return (type.isUnion() ? type.types : [type]).some((part) => {
    if ((part.flags & primitive) !== 0 || checker.isArrayType(part) || checker.isTupleType(part)) return false;
    return (part.flags & ts.TypeFlags.Object) === 0 || !part.getProperties().some(isOfNoCollection);
  });
}

/** Whether a member must be there, and no collection has it; the names of `[Symbol.iterator]` and its like are TypeScript's own. */
function isOfNoCollection({ flags, name }: ts.Symbol): boolean {
  const isNamed = (flags & ts.SymbolFlags.Optional) === 0 && !name.startsWith("__");
  return isNamed && !collections.some((prototype) => name in prototype);
}

const collections: readonly object[] = [Set.prototype, Map.prototype, WeakSet.prototype, WeakMap.prototype];
