import { equals, index, literal, member, nothing } from "../../jsonata/build.ts";
import { isOnly, mayBeUndefined } from "../../1-analyze/shape.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type Binding, type LowerContext, refuse, sourcePlace, sourceText, symbolOf } from "../context.ts";
import { awaitInside } from "../contains-await.ts";
import { effectsOf } from "../functions/effects-of.ts";
import { isEvaluatedFirst } from "../functions/place-of-call.ts";
import { lowerAwaited } from "../recursion.ts";
import { rethrow } from "../statements/throw-statement.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { lowerSettled } from "./settled-region.ts";
import { awaitedShape, parallelName } from "./branches.ts";
import { isStart, startedOf } from "./is-start.ts";
import { onlyUse, type PromiseUse } from "./only-use.ts";
import { isQuietBetween } from "./is-quiet-between.ts";

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
  const isRefused = refuseStart({ name, initializer, use }, context);
  const state = { kind: isRefused ? "refused" : "pending" } as const;
  context.bindings.set(symbol, { kind: "started", initializer, state, region: context.region });
  return true;
}

interface Start {
  readonly name: ts.Identifier;
  readonly initializer: ts.Expression;
  readonly use: PromiseUse;
}

/** Refuses what would tell that a start waits for the statement that awaits it. */
function refuseStart({ name, initializer, use }: Start, context: LowerContext): boolean {
  const inside = awaitInside(initializer);
  if (inside !== undefined) {
    refuse(context, inside, "MR2168", { text: sourceText(inside) });
    return true;
  }
  if (!isQuietBetween(initializer, use, context)) {
    refuse(context, initializer, "MR2180", { name: name.text });
    return true;
  }
  const [assigned] = effectsOf(initializer, context).changes;
  const isAwaitedNext = use.between.length === 0 && isEvaluatedFirst(use.node);
  if (assigned === undefined || isAwaitedNext) return false;
  refuse(context, initializer, "MR2169", { name: name.text, variable: assigned.name });
  return true;
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
  const name = parallelName(
    pending.map(([, { initializer }]) => initializer),
    context,
  );
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
