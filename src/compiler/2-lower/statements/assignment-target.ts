import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type Binding, type LowerContext, refuse, sourceText, symbolOf } from "../context.ts";
import { assignMember, isMemberTarget } from "../mutation/lower-member-assignment.ts";
import { assignBinding } from "../variables.ts";

export type VariableBinding = Extract<Binding, { kind: "variable" }>;

export interface TargetValue {
  readonly value: JsonataNode;
  readonly isMissing: boolean;
  /** The position in an array, where it was evaluated before the value. */
  readonly position?: JsonataNode | undefined;
}

/** Gives a variable, or a member of one, a value. */
export function assignTarget(
  node: ts.Node,
  target: ts.Expression,
  { value, isMissing, position }: TargetValue,
  context: LowerContext,
): void {
  const inner = claimLess(target);
  if (isMemberTarget(inner)) return assignMember({ node, target: inner, value, isMissing, position }, context);
  const binding = targetOf(inner, context);
  if (binding !== undefined) assignBinding(binding, value, context);
}

/** What is assigned: that it is there already is no matter. */
function claimLess(target: ts.Expression): ts.Expression {
  const inner = bare(target);
  return ts.isNonNullExpression(inner) ? claimLess(inner.expression) : inner;
}

/** The variable that an assignment names; refuses what cannot be assigned. */
export function targetOf(node: ts.Expression, context: LowerContext): VariableBinding | undefined {
  const target = claimLess(node);
  if (!ts.isIdentifier(target)) {
    refuse(context, target, "MR2125", { text: sourceText(target) });
    return undefined;
  }
  const symbol = symbolOf(context, target);
  const binding = symbol === undefined ? undefined : context.bindings.get(symbol);
  if (binding?.kind !== "variable") {
    refuse(context, target, binding?.kind === "error" ? "MR2113" : "MR1203", { name: target.text });
    return undefined;
  }
  if (binding.region !== context.region) {
    refuse(context, target, "MR2111", { name: target.text });
    return undefined;
  }
  return binding;
}
