import { resolveAlias } from "../../1-analyze/millrace-symbols.ts";
import { ts } from "../../program.ts";
import { bare, type FunctionWithBody, type LowerContext, millraceName, symbolOf } from "../context.ts";

/** The function that an expression is or names: written in place, declared in the project, or passed as an argument. */
export function functionOf(expression: ts.Expression, context: LowerContext): FunctionWithBody | undefined {
  const node = bare(expression);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node;
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const symbol = symbolOf(context, node);
  if (symbol === undefined || millraceName(context, node) !== undefined) return undefined;
  const binding = context.bindings.get(symbol);
  if (binding !== undefined) return binding.kind === "function" ? binding.node : undefined;
  const found = declaredFunction(resolveAlias(context.checker, symbol));
  if (found !== undefined) context.checkFile(found.getSourceFile());
  return found;
}

/** A function declaration wherever it stands, or a constant of a module; one inside a function is bound where it is declared. */
function declaredFunction(symbol: ts.Symbol): FunctionWithBody | undefined {
  for (const declaration of symbol.declarations ?? []) {
    if (!isOfProject(declaration)) continue;
    if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined) return declaration as FunctionWithBody;
    if (ts.isVariableDeclaration(declaration) && isModuleLevel(declaration)) return functionInitializer(declaration);
  }
  return undefined;
}

function isOfProject(declaration: ts.Declaration): boolean {
  const { isDeclarationFile, fileName } = declaration.getSourceFile();
  return !isDeclarationFile && !fileName.includes("/node_modules/");
}

function isModuleLevel({ parent }: ts.VariableDeclaration): boolean {
  return ts.isVariableStatement(parent.parent) && ts.isSourceFile(parent.parent.parent);
}

/** The function that a constant holds. */
export function functionInitializer(declaration: ts.VariableDeclaration): FunctionWithBody | undefined {
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  if (!isConstant || declaration.initializer === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  const initializer = bare(declaration.initializer);
  return ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ? initializer : undefined;
}

/** What to call a function in a message. */
export function functionName(node: FunctionWithBody): string {
  if (node.name !== undefined) return node.name.text;
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "this function";
}
