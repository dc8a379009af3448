import { mayBeUndefined } from "../../1-analyze/shape.ts";
import { literal } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { checkAliases } from "../aliases/check-aliases.ts";
import { mayLeadThrough, memberChainOf } from "../aliases/member-chain.ts";
import { type Binding, type LowerContext, refuse, shapeAt, symbolOf } from "../context.ts";
import { readBinding } from "../expressions/identifier.ts";
import { lowerExpression } from "../recursion.ts";
import { inVariable } from "../statements/in-variable.ts";
import { assignBinding } from "../variables.ts";
import { type AccessPath, keysOf, type Step } from "./access-path.ts";
import { type LoweredStep, updatePath } from "./update-path.ts";

export interface ChangeInPlace {
  /** What is written, for messages. */
  readonly node: ts.Node;
  /** What leads to the value that is replaced. */
  readonly path: AccessPath;
  /** How many of the steps lead to the object that JavaScript changes: all but the last of `o.a.b = 1`, all of `o.a.push(1)`. */
  readonly container: number;
  readonly update: (before: JsonataNode) => JsonataNode;
}

/**
 * Changes an object or array in place, by giving the variable that holds it a new value: a copy with the change.
 *
 * Variables of a state machine hold values, so this means the same only while no other name can see the object; what may be
 * seen otherwise is refused.
 */
export function changeInPlace({ node, path, container, update }: ChangeInPlace, context: LowerContext): void {
  const { root, steps } = path;
  const target = variableOf(node, root, context);
  if (target === undefined) return;
  const changed = { node, root, symbol: target.symbol, path: keysOf(steps.slice(0, container)) };
  if (!checkAliases(changed, context) || !checkIteration(changed, context)) return;
  const lowered = steps.map((step) => lowerStep(step, context));
  const before = readBinding(target.binding, mayBeUndefined(shapeAt(context, root)));
  assignBinding(target.binding, updatePath(before, lowered, update, context), context);
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

function lowerStep(step: Step, context: LowerContext): LoweredStep {
  const { kind, shape, claimed } = step;
  return { kind, key: lowerKey(step, context), shape, claimed };
}

function lowerKey(step: Step, context: LowerContext): JsonataNode {
  if (step.kind === "member") return literal(step.name);
  return inVariable(lowerExpression(step.kind === "key" ? step.key : step.index, context), context);
}

interface Changed {
  readonly node: ts.Node;
  readonly root: ts.Identifier;
  readonly symbol: ts.Symbol;
  readonly path: readonly (string | undefined)[];
}

/** A loop goes over the list as it was when the loop began. */
function checkIteration({ node, root, symbol, path }: Changed, context: LowerContext): boolean {
  const loop = ts.findAncestor(node, (each): each is ts.ForOfStatement => {
    if (!ts.isForOfStatement(each) || node === each.expression) return false;
    return context.usesOf(symbol).some((name) => {
      const chain = memberChainOf(name);
      const isSame = chain.path.length === path.length && mayLeadThrough(chain.path, path);
      return chain.top === each.expression && chain.method === undefined && isSame;
    });
  });
  if (loop === undefined) return true;
  refuse(context, node, "MR2166", { name: root.text });
  return false;
}
