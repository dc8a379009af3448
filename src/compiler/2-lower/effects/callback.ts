import { type CallbackOptions, checkCallback } from "#authoring";
import { mayBeUndefined, shapeOf } from "../../1-analyze/shape.ts";
import type { TaskEffect } from "../../ir/ir.ts";
import { literal, path, poison, states } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { someNode } from "../../jsonata/walk.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, millraceName, refuse, sourceText } from "../context.ts";
import { prepareAwsCall } from "../aws/aws-call.ts";
import { isAwsCall, resolveAwsOperation } from "../aws/aws-operation.ts";
import { containsAwait } from "../contains-await.ts";
import { addGuard } from "../guard/add-guard.ts";
import { violations } from "../guard/violations.ts";
import { addEffect } from "./add-effect.ts";
import { isTaskCall } from "./effect-call.ts";
import { prepareEmitCall } from "./emit-call.ts";
import { readOptions } from "./read-options.ts";
import { resolveTask } from "./resolve-task.ts";
import { prepareTaskCall, type PreparedCall } from "./task-call.ts";

/** `await callback(options, (token) => task({ token }))`: the call's state waits for the answer, which is then checked. */
export function lowerCallback(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [optionsNode, start] = node.arguments;
  if (optionsNode === undefined || start === undefined) return poison;
  const options = readOptions(optionsNode, checkCallback, context);
  const call = bindToken(start, context);
  if (options === undefined || call === undefined) return poison;
  const type = context.checker.getAwaitedType(context.checker.getTypeAtLocation(node));
  if (type === undefined || mayBeUndefined(shapeOf(type, context.checker)))
    return refuse(context, optionsNode, "MR2129", { name: "callback" });
  const prepared = prepareCall(call, context);
  if (prepared === undefined) return poison;
  if (!someNode(prepared.effect.arguments, isToken)) return refuse(context, call, "MR1215");
  const { target, name } = prepared;
  context.callbacks.add(target);
  const effect = withToken(prepared.effect, options);
  const answer = addEffect({ node, effect, name, resultName: `answerTo${name}` }, context);
  const refuseSchema = (at: string, what: string): void =>
    void refuse(context, optionsNode, "MR3001", { path: at, what });
  const found = violations(options.output, answer, "answer", { names: context.names, refuse: refuseSchema });
  addGuard({ violations: found, node, name: `CheckAnswerTo${name}`, error: "InvalidCallbackOutput" }, context);
  return answer;
}

/** Gives the token its place in the context object, and finds the one call that the function makes. */
function bindToken(start: ts.Expression, context: LowerContext): ts.CallExpression | undefined {
  const callback = bare(start);
  const isFunction = ts.isArrowFunction(callback) || ts.isFunctionExpression(callback);
  const [token, ...others] = isFunction ? callback.parameters : [];
  const call = isFunction && others.length === 0 ? onlyCall(callback.body, context) : undefined;
  const symbol = token && ts.isIdentifier(token.name) ? context.checker.getSymbolAtLocation(token.name) : undefined;
  if (call === undefined || (token !== undefined && symbol === undefined)) {
    refuse(context, start, "MR1214");
    return undefined;
  }
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "local", node: tokenNode });
  return call;
}

function onlyCall(body: ts.ConciseBody, context: LowerContext): ts.CallExpression | undefined {
  if (ts.isBlock(body)) {
    const [statement, ...others] = body.statements;
    const isCall = statement !== undefined && (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement));
    return isCall && statement.expression !== undefined && others.length === 0
      ? onlyCall(statement.expression, context)
      : undefined;
  }
  const expression = bare(ts.isAwaitExpression(body) ? body.expression : body);
  if (!ts.isCallExpression(expression)) return undefined;
  // What is awaited first would be another state, with another token.
  const isOne = !expression.arguments.some(containsAwait);
  const isEffect =
    isTaskCall(expression, context) ||
    isAwsCall(expression, context) ||
    millraceName(context, expression.expression) === "emit";
  return isOne && isEffect ? expression : undefined;
}

function prepareCall(node: ts.CallExpression, context: LowerContext): PreparedCall | undefined {
  if (isAwsCall(node, context)) return prepareAwsCallback(node, context);
  if (!isTaskCall(node, context)) return prepareEmitCall(node, context);
  const { timeoutSeconds } = resolveTask(node.expression, context)?.task.callOptions ?? {};
  if (timeoutSeconds === undefined) return prepareTaskCall(node, context);
  refuse(context, node, "MR1213", { reason: "the timeout of a callback's task is the callback's timeoutSeconds" });
  return undefined;
}

/** Of the optimized integrations, only some wait; those of the SDK all do. */
function prepareAwsCallback(node: ts.CallExpression, context: LowerContext): PreparedCall | undefined {
  const resolved = resolveAwsOperation(node.expression, context);
  if (resolved === undefined) return undefined;
  const { operation, callOptions } = resolved;
  const canWait = /:(aws-sdk|events|bedrock):/.test(operation.resource);
  if (!canWait) refuse(context, node, "MR2202", { name: sourceText(node.expression) });
  else if (callOptions.timeoutSeconds !== undefined)
    refuse(context, node, "MR1213", { reason: "the timeout of a callback's call is the callback's timeoutSeconds" });
  else return prepareAwsCall(node, context);
  return undefined;
}

const tokenNode = path(states("context"), "Task", "Token");

function isToken(node: JsonataNode): boolean {
  return node.kind === "member" && node.name === "Token" && JSON.stringify(node) === JSON.stringify(tokenNode);
}

function withToken(effect: TaskEffect, { timeoutSeconds, heartbeatSeconds }: CallbackOptions): TaskEffect {
  return {
    ...effect,
    resource: `${effect.resource}.waitForTaskToken`,
    // The result is the answer, not what the called service said.
    valuePath: [],
    timeoutSeconds: literal(timeoutSeconds),
    heartbeatSeconds: heartbeatSeconds === undefined ? undefined : literal(heartbeatSeconds),
  };
}
