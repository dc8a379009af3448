import { poison } from "../../jsonata/build.ts";
import { ts } from "../../program.ts";
import { type LowerContext, refuse } from "../context.ts";
import { lowerStatements } from "../recursion.ts";
import { lowerExpressionStatement } from "./expression-statement.ts";
import { lowerIf } from "./if-statement.ts";
import { lowerReturn } from "./return-statement.ts";
import { lowerThrow } from "./throw-statement.ts";
import { lowerTry } from "./try-statement.ts";
import { lowerVariables } from "./variable-statement.ts";

/** Lowers a statement of any kind, or refuses it. */
export function dispatchStatement(node: ts.Statement, context: LowerContext): void {
  if (ts.isVariableStatement(node)) return lowerVariables(node.declarationList, context);
  if (ts.isExpressionStatement(node)) return lowerExpressionStatement(node.expression, context);
  if (ts.isIfStatement(node)) return lowerIf(node, context);
  if (ts.isReturnStatement(node)) return lowerReturn(node, context);
  if (ts.isThrowStatement(node)) return lowerThrow(node, context);
  if (ts.isTryStatement(node)) return lowerTry(node, context);
  if (ts.isBlock(node)) return lowerStatements(node.statements, context);
  if (ts.isEmptyStatement(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
  refuseStatement(node, context);
}

const loops: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.ForStatement]: "for",
  [ts.SyntaxKind.ForOfStatement]: "for … of",
  [ts.SyntaxKind.ForInStatement]: "for … in",
  [ts.SyntaxKind.WhileStatement]: "while",
  [ts.SyntaxKind.DoStatement]: "do … while",
};

const others: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.ClassDeclaration]: "a class",
  [ts.SyntaxKind.EnumDeclaration]: "an enum",
  [ts.SyntaxKind.LabeledStatement]: "a label",
  [ts.SyntaxKind.DebuggerStatement]: "'debugger'",
  [ts.SyntaxKind.WithStatement]: "'with'",
};

function refuseStatement(node: ts.Statement, context: LowerContext): void {
  const keyword = loops[node.kind];
  if (keyword !== undefined) refuse(context, firstToken(node), "MR1101", { keyword });
  else if (ts.isSwitchStatement(node)) refuse(context, firstToken(node), "MR1102");
  else if (ts.isFunctionDeclaration(node)) refuseFunction(node, context);
  else refuse(context, firstToken(node), "MR1105", { what: others[node.kind] ?? "this statement" });
}

/** The name is bound all the same, so that calls of it are not reported again. */
function refuseFunction(node: ts.FunctionDeclaration, context: LowerContext): void {
  const symbol = node.name === undefined ? undefined : context.checker.getSymbolAtLocation(node.name);
  if (symbol !== undefined) context.bindings.set(symbol, { kind: "local", node: poison });
  refuse(context, node.name ?? node, "MR1104");
}

/** Marks the keyword, not the whole statement. */
function firstToken(node: ts.Node): ts.Node {
  return node.getFirstToken() ?? node;
}
