import { ts } from "../../program.ts";

/** The members that are read of a name, as far as they lead: `o.items[0]` of the `o` in `o.items[0].push(1)`. */
export interface MemberChain {
  readonly top: ts.Expression;
  /** A key is `undefined` where it is computed. */
  readonly path: readonly (string | undefined)[];
  /** The method that is called on the top, if there is one. */
  readonly method: { readonly name: string; readonly call: ts.CallExpression } | undefined;
}

export function memberChainOf(name: ts.Expression): MemberChain {
  let top = name;
  const path: (string | undefined)[] = [];
  for (;;) {
    const { parent } = top;
    if (isWrapper(parent)) top = parent;
    else if (ts.isPropertyAccessExpression(parent) && parent.expression === top) {
      const call = calledThrough(parent);
      if (call !== undefined) return { top, path, method: { name: parent.name.text, call } };
      path.push(parent.name.text);
      top = parent;
    } else if (ts.isElementAccessExpression(parent) && parent.expression === top) {
      const key = parent.argumentExpression;
      path.push(ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : undefined);
      top = parent;
    } else return { top, path, method: undefined };
  }
}

function isWrapper(node: ts.Node): node is ts.Expression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

function calledThrough(callee: ts.PropertyAccessExpression): ts.CallExpression | undefined {
  let inner: ts.Expression = callee;
  while (isWrapper(inner.parent)) inner = inner.parent;
  const { parent } = inner;
  return ts.isCallExpression(parent) && parent.expression === inner ? parent : undefined;
}

/** Whether one of two paths leads to an object on the way of the other, as far as is known. */
export function mayLeadThrough(path: MemberChain["path"], other: MemberChain["path"]): boolean {
  return path.every((key, position) => {
    const there = other[position];
    return position >= other.length || key === undefined || there === undefined || key === there;
  });
}
