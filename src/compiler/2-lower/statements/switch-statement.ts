import type { BlockId, ChoiceRule } from "../../ir/ir.ts";
import { isLiteral, isPoison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { isPlainPath, mayBeMissing } from "../../jsonata/walk.ts";
import { ts } from "../../program.ts";
import { isOnly } from "../../1-analyze/shape.ts";
import { type LowerContext, refuse, shapeAt, sourcePlace } from "../context.ts";
import { containsAwait } from "../contains-await.ts";
import { refuseEquality, strictlyEqual } from "../expressions/equality.ts";
import { readBinding } from "../expressions/identifier.ts";
import { lowerExpression, lowerStatements } from "../recursion.ts";
import { switchName } from "../state-name.ts";
import { assignBinding, declareTemporary } from "../variables.ts";

/** One Choice with a rule per case; a case without a `break` runs on into the next. */
export function lowerSwitch(node: ts.SwitchStatement, context: LowerContext): void {
  const { region } = context;
  const { clauses } = node.caseBlock;
  const value = heldOnce(lowerExpression(node.expression, context), context);
  const blocks = clauses.map(() => region.newBlock());
  const after = region.newBlock();
  const rules = clauses.flatMap((clause, position): readonly ChoiceRule[] =>
    ts.isCaseClause(clause)
      ? [{ condition: caseCondition(node, value, clause, context), target: blocks[position]! }]
      : [],
  );
  const other = clauses.findIndex(ts.isDefaultClause);
  region.end({
    kind: "choice",
    rules,
    otherwise: blocks[other] ?? after,
    name: switchName(node.expression),
    place: sourcePlace(context, node),
  });
  const isLeft = lowerClauses(clauses, [...blocks, after], context);
  if (isLeft || other < 0) region.start(after);
}

/** The value is computed once, however many cases it is compared with. */
function heldOnce(value: JsonataNode, context: LowerContext): JsonataNode {
  if (isPlainPath(value) || isPoison(value)) return value;
  const isMissing = mayBeMissing(value);
  const binding = declareTemporary("value", isMissing, context);
  assignBinding(binding, value, context);
  return readBinding(binding, isMissing);
}

/** Lowers each clause into its block, the last of which is where the switch ends; tells whether anything gets there. */
function lowerClauses(
  clauses: readonly ts.CaseOrDefaultClause[],
  blocks: readonly BlockId[],
  context: LowerContext,
): boolean {
  const { region } = context;
  const after = blocks.at(-1)!;
  let isLeft = false;
  const leave = (): void => {
    isLeft = true;
    region.end({ kind: "goto", target: after });
  };
  const target = { labels: [], isBreakable: true, break: leave, continue: undefined };
  const inner = { ...context, exits: { ...context.exits, targets: [target, ...context.exits.targets] } };
  for (const [position, { statements }] of clauses.entries()) {
    region.start(blocks[position]!);
    lowerStatements(statements, inner);
    if (region.isReachable() && position === clauses.length - 1) isLeft = true;
    region.end({ kind: "goto", target: blocks[position + 1]! });
  }
  return isLeft;
}

function caseCondition(
  { expression }: ts.SwitchStatement,
  value: JsonataNode,
  clause: ts.CaseClause,
  context: LowerContext,
): JsonataNode {
  if (containsAwait(clause.expression)) return refuse(context, clause.expression, "MR2123");
  const tested = lowerExpression(clause.expression, context);
  if (isPoison(value) || isPoison(tested)) return tested;
  const [leftShape, rightShape] = [shapeAt(context, expression), shapeAt(context, clause.expression)];
  // `switch (true)`: the first case whose condition holds.
  if (isLiteral(value, true) && isOnly(rightShape, "boolean")) return tested;
  return (
    strictlyEqual({ left: value, right: tested, leftShape, rightShape }) ??
    refuseEquality(clause.expression, { left: expression, right: clause.expression, operator: "===" }, context)
  );
}
