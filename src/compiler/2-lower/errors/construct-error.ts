import { isOnly, type Shape, shapeOf } from "../../1-analyze/shape.ts";
import { literal, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse, sourceText } from "../context.ts";
import { bindArguments, lowerArguments } from "../functions/bind-arguments.ts";
import { needsStatements } from "../functions/function-traits.ts";
import { lowerExpression } from "../recursion.ts";
import {
  constructorOf,
  type ErrorClass,
  errorClassOf,
  isClassName,
  nameExpression,
  superArguments,
  thisAssignment,
} from "./error-class.ts";
import { fixedName } from "./error-names.ts";

/** What an execution knows of an error. */
export interface MadeError {
  readonly name: JsonataNode;
  readonly message: JsonataNode;
}

/** `new CardError(…)`: the error's name and message; refuses what is no error, or more than that. */
export function constructError(node: ts.Expression, context: LowerContext): MadeError {
  const found = ts.isNewExpression(node) ? errorClassOf(node.expression, context) : undefined;
  if (found === undefined) {
    refuse(context, node, "MR2121");
    return { name: poison, message: poison };
  }
  return construct(found, (node as ts.NewExpression).arguments ?? [], node, context);
}

function construct(
  made: ErrorClass,
  given: readonly ts.Expression[],
  node: ts.Expression,
  context: LowerContext,
): MadeError {
  switch (made.kind) {
    case "builtIn":
      return { name: literal(made.name), message: lowerMessage(given, node, context) };
    case "workflowError":
      return { name: lowerText(given[0], context), message: lowerText(given[1], context) };
    default:
      return constructDeclared(made, given, node, context);
  }
}

function constructDeclared(
  made: Extract<ErrorClass, { kind: "declared" }>,
  given: readonly ts.Expression[],
  node: ts.Expression,
  context: LowerContext,
): MadeError {
  const { declaration, base } = made;
  const constructor = constructorOf(declaration);
  const problem = constructor === undefined ? undefined : unusualStatement(constructor, context);
  if (problem !== undefined) {
    refuse(context, problem, "MR2167", { name: declaration.name?.text ?? "this class" });
    return { name: poison, message: poison };
  }
  let passedOn = given;
  if (constructor !== undefined) {
    bindArguments(constructor, lowerArguments(given, context), context);
    passedOn = superArguments(constructor) ?? [];
  }
  const whole = construct(base, passedOn, node, context);
  const fixed = fixedName(made);
  if (fixed !== undefined) return { ...whole, name: literal(fixed) };
  const own = nameExpression(declaration);
  return own === undefined || isClassName(own, declaration) ? whole : { ...whole, name: lowerText(own, context) };
}

/** What a constructor may do besides passing arguments on: set members, which nothing inside an execution can read. */
function unusualStatement({ body }: ts.ConstructorDeclaration, context: LowerContext): ts.Statement | undefined {
  return body?.statements.find((statement) => {
    if (thisAssignment(statement) !== undefined) return needsStatements(statement, context);
    const isSuper =
      ts.isExpressionStatement(statement) &&
      ts.isCallExpression(statement.expression) &&
      statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
    return !isSuper || needsStatements(statement, context);
  });
}

/** `new Error(message, { cause })`: the cause leaves no trace, since a caught error has a name and a message. */
function lowerMessage(given: readonly ts.Expression[], node: ts.Expression, context: LowerContext): JsonataNode {
  const [message, options, ...others] = given;
  if (others.length > 0 || (options !== undefined && !isCause(options, context)))
    return refuse(context, node, "MR2121");
  return lowerText(message, context);
}

function isCause(options: ts.Expression, context: LowerContext): boolean {
  return (
    ts.isObjectLiteralExpression(options) &&
    !needsStatements(options, context) &&
    options.properties.every(({ name }) => name !== undefined && ts.isIdentifier(name) && name.text === "cause")
  );
}

function lowerText(node: ts.Expression | undefined, context: LowerContext): JsonataNode {
  if (node === undefined) return literal("");
  const value = lowerExpression(node, context);
  if (value.kind === "poison") return value;
  const shape: Shape = shapeOf(context.checker.getTypeAtLocation(node), context.checker);
  if (isOnly(shape, "string")) return value;
  // An optional message that was left out.
  if (value.kind === "nothing") return literal("");
  return refuse(context, node, "MR2104", { text: sourceText(node), type: "something other than a text" });
}
