import { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { refuseUncaught } from "../effects/caught-value.ts";
import { declaredErrorClass } from "../errors/error-class.ts";
import { lowerStatements } from "../recursion.ts";
import { lowerExpressionStatement } from "./expression-statement.ts";
import { lowerIf } from "./if-statement.ts";
import { lowerBreak, lowerContinue } from "./jump-statement.ts";
import { lowerLabeled } from "./labeled-statement.ts";
import { isLoop, lowerLoopStatement } from "./loop-statement.ts";
import { lowerReturn } from "./return-statement.ts";
import { lowerSwitch } from "./switch-statement.ts";
import { lowerThrow } from "./throw-statement.ts";
import { lowerTry } from "./try-statement.ts";
import { lowerVariables } from "./variable-statement.ts";

/** Lowers a statement of any kind, or refuses it. */
export function dispatchStatement(node: ts.Statement, context: LowerContext): void {
  lowerAny(node, context);
  if (context.uncaught.size > 0) refuseUncaught(node, context);
}

function lowerAny(node: ts.Statement, context: LowerContext): void {
  const lower = lowerers[node.kind] as ((node: ts.Statement, context: LowerContext) => void) | undefined;
  if (lower !== undefined) return lower(node, context);
  if (isLoop(node)) return lowerLoopStatement(node, [], context);
  if (ts.isClassDeclaration(node) && declaredErrorClass(node, context) !== undefined) return;
  refuseStatement(node, context);
}

type Lower<Statement> = (node: Statement, context: LowerContext) => void;

const nothingToDo = (): void => undefined;

/** By the kind of the statement. */
const lowerers: Partial<Record<ts.SyntaxKind, Lower<never>>> = {
  [ts.SyntaxKind.VariableStatement]: ({ declarationList }: ts.VariableStatement, context: LowerContext) =>
    lowerVariables(declarationList, context),
  [ts.SyntaxKind.ExpressionStatement]: ({ expression }: ts.ExpressionStatement, context: LowerContext) =>
    lowerExpressionStatement(expression, context),
  [ts.SyntaxKind.IfStatement]: lowerIf,
  [ts.SyntaxKind.ReturnStatement]: lowerReturn,
  [ts.SyntaxKind.ThrowStatement]: lowerThrow,
  [ts.SyntaxKind.TryStatement]: lowerTry,
  [ts.SyntaxKind.SwitchStatement]: lowerSwitch,
  [ts.SyntaxKind.LabeledStatement]: lowerLabeled,
  [ts.SyntaxKind.BreakStatement]: lowerBreak,
  [ts.SyntaxKind.ContinueStatement]: lowerContinue,
  [ts.SyntaxKind.Block]: ({ statements }: ts.Block, context: LowerContext) => lowerStatements(statements, context),
  // A function is read where it is called.
  [ts.SyntaxKind.FunctionDeclaration]: nothingToDo,
  [ts.SyntaxKind.EmptyStatement]: nothingToDo,
  [ts.SyntaxKind.TypeAliasDeclaration]: nothingToDo,
  [ts.SyntaxKind.InterfaceDeclaration]: nothingToDo,
};

const others: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.ClassDeclaration]: "a class",
  [ts.SyntaxKind.EnumDeclaration]: "an enum",
  [ts.SyntaxKind.DebuggerStatement]: "'debugger'",
  [ts.SyntaxKind.WithStatement]: "'with'",
};

function refuseStatement(node: ts.Statement, context: LowerContext): void {
  refuse(context, firstToken(node), "MR1105", { what: others[node.kind] ?? "this statement" });
}

/** Marks the keyword, not the whole statement. */
function firstToken(node: ts.Node): ts.Node {
  return node.getFirstToken() ?? node;
}
