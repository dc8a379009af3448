import { mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import { nothing } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type Exits, type FunctionWithBody, type LowerContext, refuse, sourcePlace } from "../context.ts";
import { isPromise } from "../effects/effect-call.ts";
import { readBinding } from "../expressions/identifier.ts";
import { lowerPureBody } from "../pure/lower-pure-body.ts";
import { lowerAwaited, lowerStatements } from "../recursion.ts";
import { assignBinding, declareTemporary } from "../variables.ts";
import { bindArguments, lowerArguments } from "./bind-arguments.ts";
import { functionName } from "./function-of.ts";
import { type FunctionTraits, isStatement, traitsOfCall } from "./function-traits.ts";
import { isConditionallyEvaluated, isEvaluatedFirst } from "./place-of-call.ts";

/** Functions that call functions twice each get out of hand soon. */
const mostCalls = 500;

/** A call of a function of the project: its body, in the place of the call. */
export function inlineCall(node: ts.CallExpression, called: FunctionWithBody, context: LowerContext): JsonataNode {
  const name = functionName(called);
  if (context.callers.includes(called)) return refuse(context, node, "MR2162", { name });
  if (called.asteriskToken !== undefined) return refuse(context, node, "MR1105", { what: "a generator" });
  context.inlined.calls += 1;
  if (context.inlined.calls > mostCalls) return refuse(context, node, "MR2163", { limit: mostCalls });
  const traits = traitsOfCall(node, called, context);
  const problem = problemOf(node, traits, context);
  if (problem !== undefined) return refuse(context, node, "MR2164", { name, problem });
  const isStatements = isPromise(node, context) || (!context.isPure && isStatement(traits));
  return isStatements ? inlineStatements(node, called, context) : inlineExpression(node, called, context);
}

/** Why a call cannot stand where it does. */
function problemOf(node: ts.CallExpression, traits: FunctionTraits, context: LowerContext): string | undefined {
  const [assigned] = traits.assigns;
  if (assigned !== undefined && (context.isPure || !isEvaluatedFirst(node))) return `assigns '${assigned.name}'`;
  const what = traits.throws ? "contains 'throw' or 'try'" : traits.awaits ? "awaits something" : undefined;
  return what !== undefined && (context.isPure || isConditionallyEvaluated(node)) ? what : undefined;
}

function inlineExpression(node: ts.CallExpression, called: FunctionWithBody, context: LowerContext): JsonataNode {
  const passed = lowerArguments(node.arguments, context);
  return lowerPureBody(
    { node: called, bindParameters: (inner) => bindArguments(called, passed, inner) },
    { ...context, callers: [...context.callers, called] },
  );
}

/** The statements of the function, with its parameters as variables; a `return` jumps to what follows the call. */
function inlineStatements(node: ts.CallExpression, called: FunctionWithBody, context: LowerContext): JsonataNode {
  const { region } = context;
  const passed = lowerArguments(node.arguments, context);
  const after = region.newBlock();
  const result = resultOf(node, called, context);
  let returns = false;
  const exits: Exits = {
    return(value) {
      if (result !== undefined) assignBinding(result.binding, value, context);
      returns ||= region.isReachable();
      region.end({ kind: "goto", target: after });
    },
    returned: (operand, inner) => (operand === undefined ? nothing : lowerAwaited(operand, inner)),
    handler: context.handler,
    targets: [],
  };
  const { file, line, column } = sourcePlace(context, node);
  const inner: LowerContext = {
    ...context,
    exits,
    callers: [...context.callers, called],
    callPlaces: [...context.callPlaces, { file, line, column }],
  };
  bindArguments(called, passed, inner);
  if (ts.isBlock(called.body)) {
    lowerStatements(called.body.statements, inner);
    exits.return(nothing, called.body);
  } else {
    exits.return(lowerAwaited(called.body, inner), called.body);
  }
  if (!returns) return nothing;
  region.start(after);
  return result === undefined ? nothing : readBinding(result.binding, result.boxed);
}

function resultOf(
  node: ts.CallExpression,
  called: FunctionWithBody,
  { checker, ...context }: LowerContext,
): { readonly binding: ReturnType<typeof declareTemporary>; readonly boxed: boolean } | undefined {
  const type = checker.getTypeAtLocation(node);
  const awaited = checker.getAwaitedType(type) ?? type;
  if ((awaited.flags & (ts.TypeFlags.Void | ts.TypeFlags.Never)) !== 0 || ts.isExpressionStatement(node.parent))
    return undefined;
  const boxed = mayBeUndefined(shapeOf(awaited, checker));
  return { binding: declareTemporary(functionName(called), boxed, { checker, ...context }), boxed };
}
