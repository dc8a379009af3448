import { ts } from "../program.ts";

/** Whether a node is a function that says `async`. */
export function isAsync(node: ts.Node): boolean {
  return (
    ts.isFunctionLike(node) &&
    ts.canHaveModifiers(node) &&
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true
  );
}
