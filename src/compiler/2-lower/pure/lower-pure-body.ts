import { foldRegion } from "../../3-optimize/fold-region.ts";
import { nothing, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type FunctionWithBody, type LowerContext, refuse } from "../context.ts";
import { exitsOfRegion } from "../exits.ts";
import { lowerExpression, lowerStatements } from "../recursion.ts";
import { createRegionBuilder } from "../region-builder.ts";

export interface PureBody {
  readonly node: FunctionWithBody;
  /** Gives the parameters their values: binds locals, or assigns variables of the body's own region. */
  readonly bindParameters: (inner: LowerContext) => void;
  /** How what is returned is lowered: for its value, which may be missing, or for its truth. */
  readonly lowerReturned?: (expression: ts.Expression, inner: LowerContext) => JsonataNode;
  /** What the function gives where it ends without a return. */
  readonly atEnd?: JsonataNode;
}

/**
 * Lowers the body of a function to one expression.
 *
 * Its statements become a region of their own by the ordinary lowering, which is then folded: so whatever statement is
 * supported outside is supported here, if it needs no state.
 */
export function lowerPureBody(
  { node, bindParameters, lowerReturned = lowerExpression, atEnd = nothing }: PureBody,
  context: LowerContext,
): JsonataNode {
  const region = createRegionBuilder();
  const exits: LowerContext["exits"] = {
    ...exitsOfRegion(region, context),
    returned: (operand, inner) => (operand === undefined ? atEnd : lowerReturned(operand, inner)),
  };
  const inner: LowerContext = { ...context, region, exits, isPure: true };
  bindParameters(inner);
  if (ts.isBlock(node.body)) {
    lowerStatements(node.body.statements, inner);
    exits.return(atEnd, node.body);
  } else {
    exits.return(lowerReturned(node.body, inner), node.body);
  }
  const folded = foldRegion(region.finish(), { fresh: context.names.local });
  if ("value" in folded) return folded.value;
  // Whatever needs a state was refused where it stands.
  if (folded.problem === "loop") refuse(context, node, "MR2160", { what: "this loop" });
  if (folded.problem === "size") refuse(context, node, "MR2161");
  return poison;
}
