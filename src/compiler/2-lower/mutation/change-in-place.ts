import { conditional, literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { checkAliases } from "../aliases/check-aliases.ts";
import { mayLeadThrough, memberChainOf } from "../aliases/member-chain.ts";
import { type Binding, type LowerContext, refuse, shapeAt, sourceText, symbolOf } from "../context.ts";
import { mayBeUndefinedAt } from "../declared-type.ts";
import { readBinding } from "../expressions/identifier.ts";
import { caughtValue } from "../effects/caught-value.ts";
import { isDefined, keyText } from "../expressions/member-access.ts";
import { missing } from "../expressions/present.ts";
import { isForEach } from "../statements/is-for-each.ts";
import { evaluatedOnce, inVariable } from "../statements/in-variable.ts";
import { assignBinding } from "../variables.ts";
import { type AccessPath, type Condition, keysOf, type Step } from "./access-path.ts";
import { type LoweredStep, readStep, updatePath } from "./update-path.ts";

export interface ChangeInPlace {
  /** What is written, for messages. */
  readonly node: ts.Node;
  /** What leads to the value that is replaced. */
  readonly path: AccessPath;
  /** How many of the steps lead to the object that JavaScript changes: all but the last of `o.a.b = 1`, all of `o.a.push(1)`. */
  readonly container: number;
  /** The key of the last step, where it was evaluated before. */
  readonly lastKey?: JsonataNode | undefined;
  readonly update: (before: JsonataNode) => JsonataNode;
}

/**
 * Changes an object or array in place, by giving the variable that holds it a new value: a copy with the change.
 *
 * Variables of a state machine hold values, so this means the same only while no other name can see the object; what may be
 * seen otherwise is refused.
 */
export function changeInPlace({ node, path, container, lastKey, update }: ChangeInPlace, context: LowerContext): void {
  const { root, steps, conditions } = path;
  const target = variableOf(node, root, context);
  if (target === undefined) return;
  const changed = { node, root, symbol: target.symbol, path: keysOf(steps.slice(0, container)) };
  if (!checkAliases(changed, context) || !checkIteration(changed, context)) return;
  const lowered = steps.map((step, position) =>
    lowerStep(step, position === steps.length - 1 ? lastKey : undefined, context),
  );
  const before = readBinding(target.binding, mayBeUndefinedAt(root, context));
  const after = conditions.reduceRight(
    (value, condition) => unlessMissing(value, condition, { before, steps: lowered }),
    updatePath(before, lowered, update, context),
  );
  assignBinding(target.binding, caughtValue(node, after, context), context);
}

/** What comes of a change where a value on the way to it may be missing. */
function unlessMissing(
  after: JsonataNode,
  { kind, after: length, node, shape }: Condition,
  { before, steps }: { readonly before: JsonataNode; readonly steps: readonly LoweredStep[] },
): JsonataNode {
  const value = steps.slice(0, length).reduce(readStep, before);
  return conditional(isDefined(value, shape), after, kind === "claimed" ? missing(sourceText(node)) : before);
}

interface ChangedVariable {
  readonly symbol: ts.Symbol;
  readonly binding: Extract<Binding, { kind: "variable" }>;
}

function variableOf(node: ts.Node, root: ts.Identifier, context: LowerContext): ChangedVariable | undefined {
  const symbol = symbolOf(context, root);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  if (symbol === undefined || binding?.kind !== "variable") {
    // What was refused where it was declared needs no second report.
    const isRefused = binding?.kind === "local" && binding.node.kind === "poison";
    if (!isRefused) refuse(context, node, "MR2115");
    return undefined;
  }
  if (binding.region === context.region) return { symbol, binding };
  refuse(context, node, "MR2111", { name: root.text });
  return undefined;
}

function lowerStep(step: Step, evaluated: JsonataNode | undefined, context: LowerContext): LoweredStep {
  const { kind, shape } = step;
  if (kind === "member") return { kind, key: literal(step.name), shape };
  const key = kind === "key" ? step.key : step.index;
  const asKey = (value: JsonataNode): JsonataNode => (kind === "key" ? keyText(value, shapeAt(context, key)) : value);
  if (evaluated !== undefined) return { kind, key: inVariable(asKey(evaluated), context), shape };
  return { kind, key: evaluatedOnce(key, context, asKey), shape };
}

interface Changed {
  readonly node: ts.Node;
  readonly root: ts.Identifier;
  readonly symbol: ts.Symbol;
  readonly path: readonly (string | undefined)[];
}

/** What a `for … of` or `forEach` goes over. */
function iteratedList(node: ts.Node, context: LowerContext): ts.Expression | undefined {
  if (ts.isForOfStatement(node)) return node.expression;
  return isForEach(node, context) ? node.expression.expression : undefined;
}

/** A loop goes over the list as it was when the loop began. */
function checkIteration({ node, root, symbol, path }: Changed, context: LowerContext): boolean {
  const loop = ts.findAncestor(node, (each) => {
    const list = iteratedList(each, context);
    if (list === undefined || node === list) return false;
    return context.usesOf(symbol).some((name) => {
      const { top, path: read } = memberChainOf(name);
      return top === list && read.length === path.length && mayLeadThrough(read, path);
    });
  });
  if (loop === undefined) return true;
  refuse(context, node, "MR2166", { name: root.text });
  return false;
}
