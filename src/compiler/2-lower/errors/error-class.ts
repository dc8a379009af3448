import { resolveAlias } from "../../1-analyze/millrace-symbols.ts";
import { ts } from "../../program.ts";
import { type LowerContext, millraceName, symbolOf } from "../context.ts";

/** A class of errors, as far as an execution can know it: by the name its errors have. */
export type ErrorClass =
  | { readonly kind: "builtIn"; readonly name: string }
  | { readonly kind: "workflowError" }
  | { readonly kind: "declared"; readonly declaration: ts.ClassLikeDeclaration; readonly base: ErrorClass };

const builtIn: ReadonlySet<string> = new Set(
  "Error TypeError RangeError SyntaxError EvalError ReferenceError URIError".split(" "),
);

/** The class of errors that an expression names; `undefined` if it names something else. */
export function errorClassOf(expression: ts.Expression, context: LowerContext): ErrorClass | undefined {
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined;
  if (millraceName(context, expression) === "WorkflowError") return { kind: "workflowError" };
  const symbol = symbolOf(context, expression);
  if (symbol === undefined) return undefined;
  const [declaration] = resolveAlias(context.checker, symbol).declarations ?? [];
  const isGlobal = declaration?.getSourceFile().isDeclarationFile === true;
  if (ts.isIdentifier(expression) && builtIn.has(expression.text) && isGlobal)
    return { kind: "builtIn", name: expression.text };
  if (declaration === undefined || !ts.isClassLike(declaration) || isGlobal) return undefined;
  const declared = declaredErrorClass(declaration, context);
  if (declared !== undefined) context.checkFile(declaration.getSourceFile());
  return declared;
}

/** A class that a project declares, if it extends one of errors. */
export function declaredErrorClass(
  declaration: ts.ClassLikeDeclaration,
  context: LowerContext,
): Extract<ErrorClass, { kind: "declared" }> | undefined {
  const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = extended === undefined ? undefined : errorClassOf(extended.expression, context);
  if (base === undefined) return undefined;
  return { kind: "declared", declaration, base };
}

export function constructorOf(declaration: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return declaration.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
}

/** The expression of what a class gives its errors as their name; the last one that runs counts. */
export function nameExpression(declaration: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const field = declaration.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name) && member.name.text === "name",
  );
  const statements = constructorOf(declaration)?.body?.statements ?? [];
  const assigned = statements.map((statement) => nameAssigned(statement)).filter((value) => value !== undefined);
  return assigned.at(-1) ?? field?.initializer;
}

/** `this.name = …` */
function nameAssigned(statement: ts.Statement): ts.Expression | undefined {
  const target = thisAssignment(statement);
  return target?.name === "name" ? target.value : undefined;
}

export interface ThisAssignment {
  readonly name: string;
  readonly value: ts.Expression;
}

/** `this.member = value`, which a constructor may contain. */
export function thisAssignment(statement: ts.Statement): ThisAssignment | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, operatorToken, right } = statement.expression;
  const isMember = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isMember && operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? { name: left.name.text, value: right }
    : undefined;
}

/** The arguments that a constructor passes on. */
export function superArguments({ body }: ts.ConstructorDeclaration): readonly ts.Expression[] | undefined {
  for (const statement of body?.statements ?? []) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    if (statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return statement.expression.arguments;
  }
  return undefined;
}

/** `new.target.name`, `this.constructor.name`, `CardError.name`: what the class itself is called. */
export function isClassName(expression: ts.Expression, declaration: ts.ClassLikeDeclaration): boolean {
  const text = expression.getText();
  return text === "new.target.name" || text === "this.constructor.name" || text === `${declaration.name?.text}.name`;
}
