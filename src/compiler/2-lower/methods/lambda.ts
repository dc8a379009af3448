import { block, lambda, local } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { containsAwait } from "../contains-await.ts";
import { lowerExpression } from "../recursion.ts";

/** A callback's body as one expression of its parameters. */
export interface LoweredCallback {
  readonly parameters: readonly string[];
  readonly body: JsonataNode;
}

/** A callback whose body is an expression, or constants followed by a return. */
export type PureCallback = ts.ArrowFunction | ts.FunctionExpression;

type LowerBody = (body: ts.Expression, context: LowerContext) => JsonataNode;

/** Lowers a callback of an array method; `lowerBody` says whether its value or only its truth matters. */
export function lowerCallback(
  node: ts.Expression,
  lowerBody: LowerBody,
  context: LowerContext,
): LoweredCallback | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) {
    refuse(context, node, "MR1104");
    return undefined;
  }
  if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true || containsAwait(node.body)) {
    refuse(context, node, "MR2123");
    return undefined;
  }
  const inner: LowerContext = { ...context, isPure: true };
  const bindings: { name: string; value: JsonataNode }[] = [];
  const parameters = node.parameters.map((parameter) => {
    const name = context.names.local(ts.isIdentifier(parameter.name) ? parameter.name.text : "item");
    bindLocals(parameter.name, local(name), bindings, inner);
    if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined)
      refuse(context, parameter, "MR2125", { text: parameter.getText() });
    return name;
  });
  const body = ts.isBlock(node.body) ? lowerBlock(node.body, bindings, lowerBody, inner) : lowerBody(node.body, inner);
  return body === undefined ? undefined : { parameters, body: block(bindings, body) };
}

export function toLambda({ parameters, body }: LoweredCallback): JsonataNode {
  return lambda(parameters, body);
}

function bindLocals(
  pattern: ts.BindingName,
  value: JsonataNode,
  bindings: { name: string; value: JsonataNode }[],
  context: LowerContext,
): void {
  bindPattern(pattern, value, context, (name, bound) => {
    const symbol = context.checker.getSymbolAtLocation(name);
    if (symbol === undefined) return;
    if (bound.kind === "local") {
      context.bindings.set(symbol, { kind: "local", node: bound });
      return;
    }
    const localName = context.names.local(name.text);
    bindings.push({ name: localName, value: bound });
    context.bindings.set(symbol, { kind: "local", node: local(localName) });
  });
}

function lowerBlock(
  body: ts.Block,
  bindings: { name: string; value: JsonataNode }[],
  lowerBody: LowerBody,
  context: LowerContext,
): JsonataNode | undefined {
  for (const statement of body.statements) {
    if (ts.isReturnStatement(statement) && statement.expression !== undefined)
      return lowerBody(statement.expression, context);
    const isConstant =
      ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    if (!isConstant) {
      refuse(context, statement, "MR1105", {
        what: "this statement inside a callback: constants and a return are supported",
      });
      return undefined;
    }
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer !== undefined) bindLocals(name, lowerExpression(initializer, context), bindings, context);
    }
  }
  refuse(context, body, "MR1105", { what: "a callback without a return" });
  return undefined;
}
