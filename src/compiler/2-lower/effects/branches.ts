import { shapeOf } from "../../1-analyze/shape.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, sourceText } from "../context.ts";
import { pascalCase } from "../state-name.ts";
import { isPromise, isTaskCall } from "./effect-call.ts";

/** What a branch is called for the call it makes: `loadOrder({ … })` → `LoadOrder`, `emit(placed, …)` → `EmitPlaced`. */
function branchName(element: ts.Expression, context: LowerContext): string {
  const node = bare(element);
  if (!ts.isCallExpression(node)) return "Branch";
  const callee = pascalCase(sourceText(node.expression));
  const [first] = node.arguments;
  return !isTaskCall(node, context) && first !== undefined && ts.isIdentifier(first)
    ? `${callee}${pascalCase(first.text)}`
    : callee;
}

/** What the state is called that runs some calls side by side. */
export function parallelName(elements: readonly ts.Expression[], context: LowerContext): string {
  return elements.length <= 3 ? elements.map((element) => branchName(element, context)).join("And") : "Parallel";
}

/** What an element may be once it was awaited. */
export function awaitedShape(node: ts.Expression, context: LowerContext): ReturnType<typeof shapeOf> {
  const { checker } = context;
  return shapeOf(checker.getAwaitedType(checker.getTypeAtLocation(node)) ?? checker.getTypeAtLocation(node), checker);
}

/** `vip ? 0 : task(…)`: a promise on one way at least. */
export function choosesPromise(element: ts.Expression, context: LowerContext): boolean {
  const node = bare(element);
  if (!ts.isConditionalExpression(node)) return false;
  return [node.whenTrue, node.whenFalse].some((arm) => isPromise(arm, context) || choosesPromise(arm, context));
}
