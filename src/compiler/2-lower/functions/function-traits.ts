import { contains, ts } from "../../program.ts";
import { isAsync } from "../../1-analyze/is-async.ts";
import type { FunctionWithBody, LowerContext } from "../context.ts";
import { isForEach } from "../statements/is-for-each.ts";
import { assignedSymbols } from "./assigned-symbols.ts";
import { functionOf } from "./function-of.ts";

/** What calling a function does beyond giving a value; what the functions do that it calls counts too. */
export interface FunctionTraits {
  readonly awaits: boolean;
  /** Whether it contains `throw` or `try`. */
  readonly throws: boolean;
  readonly loops: boolean;
  /** Names of the code around it that it gives new values. */
  readonly assigns: ReadonlySet<ts.Symbol>;
}

export function traitsOf(node: FunctionWithBody, context: LowerContext): FunctionTraits {
  return collect(node, context, new Set());
}

/** Whether evaluating a node needs statements: it awaits something, or calls a function that cannot be an expression. */
export function needsStatements(node: ts.Node, context: LowerContext): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  if (isForEach(node, context)) return true;
  if (!context.isPure && ts.isCallExpression(node)) {
    const called = functionOf(node.expression, context);
    if (called !== undefined && isStatement(traitsOfCall(node, called, context))) return true;
  }
  return ts.forEachChild(node, (child) => needsStatements(child, context) || undefined) ?? false;
}

export function isStatement({ awaits, throws, loops, assigns }: FunctionTraits): boolean {
  return awaits || throws || loops || assigns.size > 0;
}

/** A function that is passed as an argument is called, as far as anyone knows. */
export function traitsOfCall(node: ts.CallExpression, called: FunctionWithBody, context: LowerContext): FunctionTraits {
  const passed = node.arguments.map((argument) => functionOf(argument, context)).filter((each) => each !== undefined);
  return [called, ...passed].map((each) => traitsOf(each, context)).reduce(both);
}

const none: FunctionTraits = { awaits: false, throws: false, loops: false, assigns: new Set() };

function both(left: FunctionTraits, right: FunctionTraits): FunctionTraits {
  return {
    awaits: left.awaits || right.awaits,
    throws: left.throws || right.throws,
    loops: left.loops || right.loops,
    assigns: new Set([...left.assigns, ...right.assigns]),
  };
}

function collect(node: FunctionWithBody, context: LowerContext, seen: Set<ts.Node>): FunctionTraits {
  if (seen.has(node)) return none;
  seen.add(node);
  let traits: FunctionTraits = { ...none, assigns: assignedSymbols(node.body, context.checker) };
  const callbackTraits = ({ arguments: [callback] }: ts.CallExpression): FunctionTraits => {
    const passed = callback === undefined ? undefined : functionOf(callback, context);
    return passed === undefined ? none : collect(passed, context, seen);
  };
  const visit = (inner: ts.Node): void => {
    if (inner !== node && ts.isFunctionLike(inner)) return;
    if (ts.isAwaitExpression(inner) || isAsync(inner)) traits = { ...traits, awaits: true };
    if (ts.isThrowStatement(inner) || ts.isTryStatement(inner)) traits = { ...traits, throws: true };
    if (ts.isIterationStatement(inner, false)) traits = { ...traits, loops: true };
    const called = ts.isCallExpression(inner) ? functionOf(inner.expression, context) : undefined;
    if (called !== undefined) traits = both(traits, collect(called, context, seen));
    if (isForEach(inner, context)) traits = both({ ...traits, loops: true }, callbackTraits(inner));
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return { ...traits, assigns: new Set([...traits.assigns].filter((symbol) => !isInside(symbol, node))) };
}

function isInside({ valueDeclaration }: ts.Symbol, node: ts.Node): boolean {
  return valueDeclaration !== undefined && contains(node, valueDeclaration);
}
