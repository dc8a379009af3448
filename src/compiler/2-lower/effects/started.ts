import { equals, index, literal, member, nothing } from "../../jsonata/build.ts";
import { isOnly, mayBeUndefined } from "../../1-analyze/shape.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type Binding, type LowerContext, millraceName, refuse, sourcePlace, symbolOf } from "../context.ts";
import { assignedSymbols } from "../functions/assigned-symbols.ts";
import { lowerAwaited } from "../recursion.ts";
import { rethrow } from "../statements/throw-statement.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { isPromise } from "./effect-call.ts";
import { promiseMethod } from "./promise-method.ts";
import { lowerSettled } from "./settled-region.ts";
import { awaitedShape, branchName } from "./branches.ts";

// `const p = first(…); const q = second(…); const a = await p; const b = await q;`: what is started before something else is
// awaited runs beside it. The starts become one Parallel state at the first await, which may stand for their own moment as
// long as nothing happens between them; each outcome is looked at where it is awaited, so that errors come in that order.

type Started = Extract<Binding, { kind: "started" }>;

/** Binds a constant that holds a promise, or an array of them; false if it is none. */
export function bindStarted(declaration: ts.VariableDeclaration, context: LowerContext): boolean {
  const { name, initializer, parent } = declaration;
  if (initializer === undefined || !ts.isIdentifier(name) || !isStart(initializer, context)) return false;
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol === undefined) return false;
  const isConstant = (parent.flags & ts.NodeFlags.Const) !== 0 && ts.isVariableStatement(parent.parent);
  const found = isConstant ? onlyUse(symbol, parent.parent as ts.VariableStatement, context) : "never";
  const use = typeof found === "string" ? undefined : found;
  if (use === undefined) {
    if (found === "elsewhere") refuse(context, initializer, "MR2183", { name: name.text });
    else refuse(context, initializer, "MR1201", { what: "promise" });
    context.bindings.set(symbol, { kind: "started", initializer, state: { kind: "refused" }, region: context.region });
    return true;
  }
  const isBeside = use.between.every((statement) => isQuiet(statement, initializer, context));
  if (!isBeside) refuse(context, initializer, "MR2180", { name: name.text });
  const state = { kind: isBeside ? "pending" : "refused" } as const;
  context.bindings.set(symbol, { kind: "started", initializer, state, region: context.region });
  return true;
}

/** A call that gives a promise, or `items.map(async …)`. */
function isStart(initializer: ts.Expression, context: LowerContext): boolean {
  const node = bare(initializer);
  if (!ts.isCallExpression(node)) return false;
  if (isPromise(node, context)) return true;
  const element = context.checker.getIndexTypeOfType(context.checker.getTypeAtLocation(node), ts.IndexKind.Number);
  return element?.symbol?.name === "Promise";
}

interface Use {
  /** The statements between the start and the one that awaits it. */
  readonly between: readonly ts.Statement[];
}

/** Where a promise is awaited, if that is once, in the same list of statements, and each time that it was started. */
function onlyUse(symbol: ts.Symbol, start: ts.VariableStatement, context: LowerContext): Use | "never" | "elsewhere" {
  const list = ts.isBlock(start.parent) ? start.parent.statements : undefined;
  if (list === undefined) return "elsewhere";
  const position = list.indexOf(start);
  const uses = list.slice(position).flatMap((statement) => usesIn(statement, symbol, context));
  const [use] = uses;
  if (use === undefined) return "never";
  if (uses.length !== 1) return "elsewhere";
  let holder: ts.Node = isAwaited(use) ? use.parent : use;
  while (holder.parent !== start.parent) {
    const isCertain =
      !ts.isFunctionLike(holder.parent) && !ts.isConditionalExpression(holder.parent) && !ts.isBlock(holder.parent);
    if (!isCertain || ts.isIterationStatement(holder.parent, false)) return "elsewhere";
    holder = holder.parent;
  }
  const end = list.indexOf(holder as ts.Statement);
  return isAwaited(use) || isGathered(use, context) ? { between: list.slice(position + 1, end) } : "elsewhere";
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

const isAwaited = (use: ts.Node): boolean => ts.isAwaitExpression(use.parent);

/** `Promise.all([p, q])`, `Promise.all(promises)`. */
function isGathered(use: ts.Node, context: LowerContext): boolean {
  const call = ts.isArrayLiteralExpression(use.parent) ? use.parent.parent : use.parent;
  return ts.isCallExpression(call) && ts.isAwaitExpression(call.parent) && promiseMethod(call, context) !== undefined;
}

/** Whether nothing happens in a statement that would tell the order in which things run. */
function isQuiet(statement: ts.Statement, initializer: ts.Expression, context: LowerContext): boolean {
  const { checker } = context;
  const changed = assignedSymbols(statement, checker);
  const isOfStart = (node: ts.Node): boolean => {
    const symbol = ts.isIdentifier(node) ? symbolOf(context, node) : undefined;
    return (
      (symbol !== undefined && changed.has(symbol)) ||
      (ts.forEachChild(node, (c) => isOfStart(c) || undefined) ?? false)
    );
  };
  const happens = (node: ts.Node): boolean => {
    if (ts.isAwaitExpression(node) && startedOf(node.expression, context) === undefined) return true;
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
    const isClock = ts.isPropertyAccessExpression(node) && millraceName(context, node.expression) === "context";
    return isClock || (ts.forEachChild(node, (child) => happens(child) || undefined) ?? false);
  };
  return !happens(statement) && !isOfStart(initializer);
}

function startedOf(node: ts.Expression, context: LowerContext): Started | undefined {
  const inner = bare(node);
  if (!ts.isIdentifier(inner)) return undefined;
  const symbol = symbolOf(context, inner);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  return binding?.kind === "started" ? binding : undefined;
}

/** What a promise was made by, for what gathers several. */
export function startedInitializer(node: ts.Expression, context: LowerContext): ts.Expression {
  const started = startedOf(node, context);
  if (started === undefined) return node;
  setState(node, { kind: "gathered" }, context);
  return started.initializer;
}

function setState(node: ts.Expression, state: Started["state"], context: LowerContext): void {
  const symbol = symbolOf(context, bare(node));
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  if (symbol !== undefined && binding?.kind === "started") context.bindings.set(symbol, { ...binding, state });
}

/** `await p` of a promise that was started before; `undefined` if it is none. */
export function lowerAwaitStarted(node: ts.Expression, context: LowerContext): JsonataNode | undefined {
  const started = startedOf(node, context);
  if (started === undefined || started.state.kind === "refused") return started && nothing;
  const pending = [...context.bindings].filter(
    ([, binding]) =>
      binding.kind === "started" && binding.state.kind === "pending" && binding.region === context.region,
  ) as readonly (readonly [ts.Symbol, Started])[];
  if (started.state.kind === "pending" && pending.length <= 1) {
    setState(node, { kind: "gathered" }, context);
    return lowerAwaited(started.initializer, context);
  }
  if (started.state.kind === "pending") runBeside(node, pending, context);
  const settled = startedOf(node, context)!.state;
  return settled.kind === "settled" ? valueOrThrow(node, settled.outcome, context) : nothing;
}

function runBeside(node: ts.Node, pending: readonly (readonly [ts.Symbol, Started])[], context: LowerContext): void {
  const branches = pending.map(([, { initializer }]) =>
    lowerSettled({ node: initializer, isVoid: false, reason: ["name", "message", "cause"] }, context, (inner) =>
      lowerAwaited(initializer, inner),
    ),
  );
  const names = pending.map(([, { initializer }]) => branchName(initializer, context));
  const name = names.length <= 3 ? names.join("And") : "Parallel";
  const outcomes = addEffect({ node, effect: { kind: "parallel", branches }, name, resultName: "outcomes" }, context);
  for (const [position, [symbol, binding]] of pending.entries()) {
    const outcome = index(outcomes, literal(position), false);
    context.bindings.set(symbol, { ...binding, state: { kind: "settled", outcome } });
  }
}

/** The value of what went well; what did not is thrown here. */
function valueOrThrow(node: ts.Expression, outcome: JsonataNode, context: LowerContext): JsonataNode {
  const { region, names } = context;
  const [failed, after] = [region.newBlock(), region.newBlock()];
  region.end({
    kind: "choice",
    rules: [{ condition: equals(member(outcome, "status", false), literal("rejected")), target: failed }],
    otherwise: after,
    name: `If${pascalCase(node.getText())}Failed`,
    place: sourcePlace(context, node),
  });
  region.start(failed);
  const variable = names.variable("failure");
  region.assign(variable, member(outcome, "reason", false));
  rethrow(node, variable, context);
  region.start(after);
  const shape = awaitedShape(node, context);
  return isOnly(shape, "undefined") ? nothing : member(outcome, "value", mayBeUndefined(shape));
}
