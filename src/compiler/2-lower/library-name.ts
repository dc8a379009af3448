import { ts } from "../program.ts";
import { bare, type LowerContext, symbolOf } from "./context.ts";

/** Whether an expression is a name of the language's own library, such as `Boolean` or `Object.keys`. */
export function isLibraryName(node: ts.Expression, name: string, context: LowerContext): boolean {
  const inner = bare(node);
  return inner.getText() === name && isOfLibrary(inner, context);
}

/** Whether a name, or the object whose member it is, is declared by a library and not by the program. */
export function isOfLibrary(node: ts.Expression, context: LowerContext): boolean {
  const root = ts.isPropertyAccessExpression(node) ? node.expression : node;
  if (!ts.isIdentifier(root)) return false;
  return symbolOf(context, root)?.declarations?.[0]?.getSourceFile().isDeclarationFile === true;
}
