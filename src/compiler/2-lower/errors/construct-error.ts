import { definedPart, isOnly, type Shape, shapeOf } from "../../1-analyze/shape.ts";
import { conditional, exists, literal, member, object, poison, reference } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse } from "../context.ts";
import { lowerCondition, withName } from "../expressions/condition.ts";
import { caughtErrorOf } from "../expressions/member-access.ts";
import { textOf } from "../expressions/text.ts";
import { bindArguments, lowerArguments } from "../functions/bind-arguments.ts";
import { functionName, functionOf } from "../functions/function-of.ts";
import { isStatement, needsStatements, traitsOfCall } from "../functions/function-traits.ts";
import { lowerPureBody } from "../pure/lower-pure-body.ts";
import { inVariable } from "../statements/in-variable.ts";
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
  /** @default the message */
  readonly cause?: JsonataNode;
}

/** Whether an expression makes an error: by `new`, by a function of the project that gives one, or one of two. */
export function makesError(expression: ts.Expression, context: LowerContext): boolean {
  const node = bare(expression, { casts: true });
  if (ts.isNewExpression(node)) return errorClassOf(node.expression, context) !== undefined;
  if (ts.isConditionalExpression(node))
    return makesError(node.whenTrue, context) && makesError(node.whenFalse, context);
  if (!ts.isCallExpression(node) || functionOf(node.expression, context) === undefined) return false;
  return isErrorType(context.checker.getTypeAtLocation(node));
}

/** Whether a type is the library's Error, or extends it. */
function isErrorType(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => {
    const declared = part.getProperty("message")?.declarations?.[0];
    const owner = declared?.parent;
    const isLibrary = declared?.getSourceFile().isDeclarationFile === true;
    return isLibrary && owner !== undefined && ts.isInterfaceDeclaration(owner) && owner.name.text === "Error";
  });
}

/** What a catch gets to see of an error that the workflow makes itself. */
export function errorValue({ name, message, cause = message }: MadeError): JsonataNode {
  return object([
    ["name", name],
    ["message", message],
    ["cause", cause],
  ]);
}

/** An error's name and message; refuses what is no error, or more than that. */
export function constructError(expression: ts.Expression, context: LowerContext): MadeError {
  const node = bare(expression, { casts: true });
  const found = ts.isNewExpression(node) ? errorClassOf(node.expression, context) : undefined;
  if (found !== undefined) return construct(found, (node as ts.NewExpression).arguments ?? [], node, context);
  const value = ts.isConditionalExpression(node) ? chosenError(node, context) : errorOfCall(node, context);
  return { name: member(value, "name", false), message: member(value, "message", false) };
}

function chosenError({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, context: LowerContext): JsonataNode {
  if ([whenTrue, whenFalse].some((arm) => needsStatements(arm, context))) return refuse(context, condition, "MR2121");
  const [first, second] = [whenTrue, whenFalse].map((arm) => errorValue(constructError(arm, context)));
  return inVariable(conditional(lowerCondition(condition, context), first!, second!), context);
}

/** `throw tooLarge(order)`: what the function returns, which is an error wherever it ends. */
function errorOfCall(node: ts.Expression, context: LowerContext): JsonataNode {
  const caught = caughtErrorOf(node, context);
  if (caught !== undefined) return reference(caught.variable);
  const called = ts.isCallExpression(node) ? functionOf(node.expression, context) : undefined;
  if (called === undefined || !ts.isCallExpression(node) || !makesError(node, context))
    return refuse(context, node, "MR2121");
  const name = functionName(called);
  if (context.callers.includes(called)) return refuse(context, node, "MR2162", { name });
  if (isStatement(traitsOfCall(node, called, context)))
    return refuse(context, node, "MR2164", { name, problem: "does more than to make an error" });
  const passed = lowerArguments(node.arguments, context);
  const value = lowerPureBody(
    {
      node: called,
      bindParameters: (inner) => bindArguments(called, passed, inner),
      lowerReturned: (returned, inner) => errorValue(constructError(returned, inner)),
    },
    { ...context, callers: [...context.callers, called] },
  );
  return inVariable(value, context);
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
  if (!shape.has("undefined")) return textOf(value, shape, node, context);
  return withName(value, context, (named) =>
    conditional(exists(named), textOf(named, definedPart(shape), node, context), literal("")),
  );
}
