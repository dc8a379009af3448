import { ts } from "../program.ts";

/** The exports of the door "millrace" that mean something to the compiler. */
export type MillraceName =
  | "AwsJob"
  | "AwsOperation"
  | "Bucket"
  | "call"
  | "callback"
  | "context"
  | "defineWorkflow"
  | "emit"
  | "errors"
  | "isAwsError"
  | "isTaskError"
  | "ItemSource"
  | "mapItems"
  | "Resource"
  | "sleep"
  | "sleepUntil"
  | "Task"
  | "WorkflowError";

/** Tells which export of "millrace" a symbol is, however it was imported or renamed. */
export type MillraceSymbols = (symbol: ts.Symbol | undefined) => MillraceName | undefined;

/** Finds the door as the workflow file itself would import it: our own sources, or declarations under node_modules. */
export function findMillraceSymbols(checker: ts.TypeChecker, sourceFile: ts.SourceFile): MillraceSymbols {
  const names = new Map<ts.Symbol, MillraceName>();
  for (const module of importedModules(checker, sourceFile)) {
    const exports = checker.getExportsOfModule(module);
    // The brand is what makes a module the door.
    if (!exports.some(({ name }) => name === "defineWorkflow") || !exports.some(({ name }) => name === "isTaskError"))
      continue;
    for (const exported of exports) names.set(resolveAlias(checker, exported), exported.name as MillraceName);
  }
  return (symbol) => (symbol === undefined ? undefined : names.get(resolveAlias(checker, symbol)));
}

function importedModules(checker: ts.TypeChecker, sourceFile: ts.SourceFile): readonly ts.Symbol[] {
  return sourceFile.statements
    .filter(ts.isImportDeclaration)
    .map(({ moduleSpecifier }) => checker.getSymbolAtLocation(moduleSpecifier))
    .filter((symbol) => symbol !== undefined);
}

export function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}
