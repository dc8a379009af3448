import { ts } from "../../program.ts";
import { type LowerContext, symbolOf } from "../context.ts";
import { isConditionallyEvaluated } from "../functions/place-of-call.ts";
import { isShortCircuit } from "../statements/assignment-operator.ts";
import { promiseMethod } from "./promise-method.ts";

/** Where a promise is awaited. */
export interface PromiseUse {
  readonly node: ts.Identifier;
  /** The statements between the start and the one that awaits it. */
  readonly between: readonly ts.Statement[];
  /** The statement that awaits it. */
  readonly holder: ts.Statement;
}

/** Where a promise is awaited, if that is once, in the same list of statements, and each time that it was started. */
export function onlyUse(
  symbol: ts.Symbol,
  start: ts.VariableStatement,
  context: LowerContext,
): PromiseUse | "never" | "elsewhere" {
  const list = ts.isBlock(start.parent) ? start.parent.statements : undefined;
  if (list === undefined) return "elsewhere";
  const position = list.indexOf(start);
  const uses = list.slice(position).flatMap((statement) => usesIn(statement, symbol, context));
  const [use] = uses;
  if (use === undefined) return "never";
  if (uses.length !== 1 || !(isAwaited(use) || isGathered(use, context))) return "elsewhere";
  let holder: ts.Node = use;
  while (holder.parent !== start.parent) {
    if (!isCertain(holder)) return "elsewhere";
    holder = holder.parent;
  }
  if (isConditionallyEvaluated(use)) return "elsewhere";
  const end = list.indexOf(holder as ts.Statement);
  return { node: use, between: list.slice(position + 1, end), holder: holder as ts.Statement };
}

function usesIn(node: ts.Node, symbol: ts.Symbol, context: LowerContext): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (inner: ts.Node): void => {
    const isName = ts.isVariableDeclaration(inner.parent) && inner.parent.name === inner;
    if (ts.isIdentifier(inner) && !isName && symbolOf(context, inner) === symbol) found.push(inner);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** Whether a node is evaluated once, each time that what is around it is. */
function isCertain(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isBinaryExpression(parent)) return parent.left === node || !isShortCircuit(parent);
  if (ts.isIfStatement(parent) || ts.isSwitchStatement(parent)) return parent.expression === node;
  return !(
    ts.isBlock(parent) ||
    ts.isFunctionLike(parent) ||
    ts.isIterationStatement(parent, false) ||
    ts.isCaseOrDefaultClause(parent)
  );
}

const isAwaited = (use: ts.Node): boolean => ts.isAwaitExpression(use.parent);

/** `Promise.all([p, q])`, `Promise.all(promises)`. */
function isGathered(use: ts.Node, context: LowerContext): boolean {
  const call = ts.isArrayLiteralExpression(use.parent) ? use.parent.parent : use.parent;
  return ts.isCallExpression(call) && ts.isAwaitExpression(call.parent) && promiseMethod(call, context) !== undefined;
}
