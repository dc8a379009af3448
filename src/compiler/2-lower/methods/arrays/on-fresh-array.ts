import { index, literal } from "../../../jsonata/build.ts";
import { ts } from "../../../program.ts";
import { bare, refuse, sourceText } from "../../context.ts";
import { givesNewArray } from "./gives-new-array.ts";
import type { LowerMethod } from "../method-call.ts";

/** `sort` and `reverse` change their array, which nothing notices if it was made in the same expression. */
export function onFreshArray(lower: LowerMethod): LowerMethod {
  return (method) => {
    const { node, callee, context } = method;
    if (isFresh(callee.expression)) return lower(method);
    const [name, text] = [callee.name.text, sourceText(callee.expression)];
    return refuse(context, node, "MR2140", { name, text, copying: name === "sort" ? "toSorted" : "toReversed" });
  };
}

/** `text.split(".").pop()`: what stands at an end of an array that nobody sees afterwards. */
export function endOfFreshArray(position: number): LowerMethod {
  return ({ node, callee, receiver, context }) => {
    if (!isFresh(callee.expression) || node.arguments.length > 0) return refuse(context, node, "MR2115");
    return index(receiver, literal(position), true);
  };
}

/** They give the array that they change. */
const inPlace: ReadonlySet<string> = new Set(["sort", "reverse"]);

/** Whether an expression makes a new array that no name refers to. */
function isFresh(node: ts.Expression): boolean {
  const list = bare(node);
  if (ts.isArrayLiteralExpression(list)) return true;
  if (!ts.isCallExpression(list) || list.questionDotToken !== undefined) return false;
  const callee = bare(list.expression);
  return ts.isPropertyAccessExpression(callee) && (givesNewArray(callee.name.text) || inPlace.has(callee.name.text));
}
