import type { JsonataNode } from "../../../jsonata/node.ts";
import { isAny } from "../../../1-analyze/shape.ts";
import { ts } from "../../../program.ts";
import { refuse, sourceText, typeText } from "../../context.ts";
import type { MethodCall } from "../method-call.ts";
import { elementShapeAt } from "./element-shape.ts";

/** Refuses a method whose meaning depends on the elements, because of what they may be. */
export function refuseElements({ callee, context }: MethodCall): JsonataNode {
  const list = callee.expression;
  const [text, type, operator] = [sourceText(list), typeText(context, list), callee.name.text];
  if (isAny(elementShapeAt(list, context), "unknown")) return refuse(context, list, "MR2101", { text, type, operator });
  const { checker } = context;
  const element = checker.getIndexTypeOfType(checker.getTypeAtLocation(list), ts.IndexKind.Number);
  const elementType = element === undefined ? type : checker.typeToString(element);
  return refuse(context, list, "MR2105", { text: `an element of ${text}`, type: elementType });
}
