import { isAny, isOnly, shapeOf } from "../../1-analyze/shape.ts";
import type { Region } from "../../ir/ir.ts";
import { array, index, literal, nullLiteral, poison, states, path } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, shapeAt, sourceText, symbolOf } from "../context.ts";
import { asElement } from "../expressions/array-literal.ts";
import { exitsOfRegion } from "../exits.ts";
import { lowerExpression } from "../recursion.ts";
import { lowerFunctionBody } from "../lower-function-body.ts";
import { bindPattern } from "../patterns/bind-pattern.ts";
import { createRegionBuilder } from "../region-builder.ts";
import { pascalCase } from "../state-name.ts";
import { assignBinding, declareVariable } from "../variables.ts";
import { addEffect } from "./add-effect.ts";
import { isPromise, isTaskCall } from "./effect-call.ts";
import { lowerAwaited } from "../recursion.ts";
import { orNull } from "../statements/return-statement.ts";

export function isPromiseAll(node: ts.CallExpression, context: LowerContext): boolean {
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "all" || !ts.isIdentifier(callee.expression))
    return false;
  const declaration = symbolOf(context, callee.expression)?.declarations?.[0];
  return callee.expression.text === "Promise" && declaration?.getSourceFile().isDeclarationFile === true;
}

/** `Promise.all([…])` becomes a Parallel state, `Promise.all(items.map(async …))` a Map state. */
export function lowerPromiseAll(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const argument = node.arguments[0] === undefined ? undefined : bare(node.arguments[0]);
  if (argument !== undefined && ts.isArrayLiteralExpression(argument)) return lowerTuple(node, argument, context);
  if (argument !== undefined && ts.isCallExpression(argument)) {
    const callee = bare(argument.expression);
    const [callback] = argument.arguments;
    const isMap = ts.isPropertyAccessExpression(callee) && callee.name.text === "map" && callback !== undefined;
    if (isMap && isOnly(shapeAt(context, callee.expression), "array") && argument.arguments.length === 1) {
      return lowerMap({ node, items: callee.expression, callback }, context);
    }
  }
  return refuse(context, node, "MR2124");
}

function lowerTuple(node: ts.CallExpression, tuple: ts.ArrayLiteralExpression, context: LowerContext): JsonataNode {
  if (tuple.elements.some((element) => ts.isSpreadElement(element) || ts.isOmittedExpression(element)))
    return refuse(context, node, "MR2124");
  const awaited = tuple.elements.filter((element) => isPromise(element, context) || choosesPromise(element, context));
  if (awaited.length === 1) {
    return array(
      tuple.elements.map((element) => {
        const value = element === awaited[0] ? lowerAwaited(element, context) : lowerExpression(element, context);
        return asElement(orNull(value), awaitedShape(element, context), context);
      }),
    );
  }
  const branches = awaited.map((element) => lowerRegion(element, context, (inner) => lowerAwaited(element, inner)));
  if (awaited.length === 0)
    return array(
      tuple.elements.map((element) => asElement(lowerExpression(element, context), shapeAt(context, element), context)),
    );
  const names = awaited.map((element) => branchName(element, context));
  const name = names.length <= 3 ? names.join("And") : "Parallel";
  const result = addEffect({ node, effect: { kind: "parallel", branches }, name, resultName: "results" }, context);
  if (awaited.length === tuple.elements.length) return result;
  return array(
    tuple.elements.map((element) => {
      const branch = awaited.indexOf(element);
      const value = branch < 0 ? lowerExpression(element, context) : index(result, literal(branch), false);
      return asElement(value, awaitedShape(element, context), context);
    }),
  );
}

/** `vip ? 0 : task(…)`: a promise on one way at least. */
function choosesPromise(element: ts.Expression, context: LowerContext): boolean {
  const node = bare(element);
  if (!ts.isConditionalExpression(node)) return false;
  return [node.whenTrue, node.whenFalse].some((arm) => isPromise(arm, context) || choosesPromise(arm, context));
}

function awaitedShape(node: ts.Expression, context: LowerContext): ReturnType<typeof shapeOf> {
  const { checker } = context;
  return shapeOf(checker.getAwaitedType(checker.getTypeAtLocation(node)) ?? checker.getTypeAtLocation(node), checker);
}

function branchName(element: ts.Expression, context: LowerContext): string {
  const node = bare(element);
  if (!ts.isCallExpression(node)) return "Branch";
  const callee = pascalCase(sourceText(node.expression));
  const [first] = node.arguments;
  return !isTaskCall(node, context) && first !== undefined && ts.isIdentifier(first)
    ? `${callee}${pascalCase(first.text)}`
    : callee;
}

/** Lowers what runs beside other branches: it reads outer variables, assigns none, and ends with a value. */
function lowerRegion(
  node: ts.Node,
  context: LowerContext,
  lowerBody: (inner: LowerContext) => JsonataNode | undefined,
): Region {
  const region = createRegionBuilder();
  const inner: LowerContext = { ...context, region, handler: undefined, exits: exitsOfRegion(region, context) };
  const value = lowerBody(inner);
  inner.exits.return(value === undefined ? nullLiteral : orNull(value), node);
  return region.finish();
}

interface MapCall {
  readonly node: ts.CallExpression;
  readonly items: ts.Expression;
  readonly callback: ts.Expression;
}

function lowerMap({ node, items, callback }: MapCall, context: LowerContext): JsonataNode {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return refuse(context, callback, "MR2124");
  const [item, position, ...others] = callback.parameters;
  if (others.length > 0) return refuse(context, others[0]!, "MR2124");
  const isUsed = !ts.isExpressionStatement(node.parent.parent);
  const resultShape = mapResultShape(node, context);
  if (isUsed && isAny(resultShape, "undefined"))
    return refuse(context, callback, "MR2109", { text: "the callback's result" });
  const list = lowerExpression(items, context);
  const indexed = position !== undefined;
  const body = lowerRegion(callback, context, (inner) => {
    const input = states("input");
    if (item !== undefined) bindParameter(item, indexed ? path(input, "item") : input, inner);
    if (position !== undefined) bindParameter(position, path(input, "index"), inner);
    return lowerFunctionBody(callback, inner);
  });
  if (list.kind === "poison") return poison;
  return addEffect(
    {
      node,
      effect: { kind: "map", items: list, body, indexed },
      name: `ForEach${itemName(items)}`,
      resultName: "results",
    },
    context,
  );
}

function mapResultShape(node: ts.CallExpression, context: LowerContext): ReturnType<typeof shapeOf> {
  const { checker } = context;
  const type = checker.getAwaitedType(checker.getTypeAtLocation(node));
  const element = type === undefined ? undefined : checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  return element === undefined ? new Set() : shapeOf(element, checker);
}

/** `order.items` → `Item`, `files` → `File`. */
function itemName(items: ts.Expression): string {
  const node = bare(items);
  const last = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : "item";
  return pascalCase(last.length > 2 && last.endsWith("s") && !last.endsWith("ss") ? last.slice(0, -1) : last);
}

function bindParameter(parameter: ts.ParameterDeclaration, value: JsonataNode, context: LowerContext): void {
  if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) {
    refuse(context, parameter, "MR2125", { text: sourceText(parameter) });
    return;
  }
  bindPattern(parameter.name, value, context, (name, bound) =>
    assignBinding(declareVariable(name, context), bound, context),
  );
}
