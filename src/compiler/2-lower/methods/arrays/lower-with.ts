import { and, binary, call, conditional, equals, literal, local } from "../../../jsonata/build.ts";
import { isAny, isOnly } from "../../../1-analyze/shape.ts";
import { refuse, shapeAt, sourceText } from "../../context.ts";
import { lowerExpression } from "../../recursion.ts";
import { lowerArgument, type LowerMethod, refuseMethod } from "../method-call.ts";
import { withNames, wholeOf } from "../position.ts";
import { elementShapeAt } from "./element-shape.ts";
import { fromStart } from "./lower-slice.ts";
import { mapEach } from "./map-each.ts";

/** `with(position, value)`: a copy with another element; a position that no element has ends the evaluation. */
export const lowerWith: LowerMethod = (method) => {
  const { node, receiver, context } = method;
  const [position, value, ...others] = node.arguments;
  if (position === undefined || value === undefined || others.length > 0) return refuseMethod(method);
  const shape = shapeAt(context, value);
  if (isAny(shape, "undefined")) return refuse(context, value, "MR2109", { text: sourceText(value) });
  const at = wholeOf(lowerArgument(method, position, "number"), context);
  const replacing = lowerExpression(value, context);
  const elements = isOnly(shape, "array") ? shape : elementShapeAt(node, context);
  return withNames({ list: receiver }, context, (list) =>
    withNames({ at: fromStart(at, list!, context) }, context, (wanted) => {
      const [item, each] = [context.names.local("item"), context.names.local("position")];
      const body = conditional(equals(local(each), wanted!), replacing, local(item));
      const replaced = mapEach(list!, { parameters: [item, each], body }, elements, context);
      const isThere = and(binary(">=", wanted!, literal(0)), binary("<", wanted!, call("count", list!)));
      return conditional(isThere, replaced, call("error", literal("with: no element has this position")));
    }),
  );
};
