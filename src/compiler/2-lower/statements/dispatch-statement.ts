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
  if (ts.isVariableStatement(node)) return lowerVariables(node.declarationList, context);
  if (ts.isExpressionStatement(node)) return lowerExpressionStatement(node.expression, context);
  if (ts.isIfStatement(node)) return lowerIf(node, context);
  if (ts.isReturnStatement(node)) return lowerReturn(node, context);
  if (ts.isThrowStatement(node)) return lowerThrow(node, context);
  if (ts.isTryStatement(node)) return lowerTry(node, context);
  if (isLoop(node)) return lowerLoopStatement(node, [], context);
  if (ts.isSwitchStatement(node)) return lowerSwitch(node, context);
  if (ts.isLabeledStatement(node)) return lowerLabeled(node, context);
  if (ts.isBreakStatement(node)) return lowerBreak(node, context);
  if (ts.isContinueStatement(node)) return lowerContinue(node, context);
  if (ts.isBlock(node)) return lowerStatements(node.statements, context);
  // A function is read where it is called.
  if (ts.isFunctionDeclaration(node)) return;
  if (ts.isClassDeclaration(node) && declaredErrorClass(node, context) !== undefined) return;
  if (ts.isEmptyStatement(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
  refuseStatement(node, context);
}

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
