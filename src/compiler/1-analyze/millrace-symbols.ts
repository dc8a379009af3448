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

/** Finds the door as a workflow file itself would import it: our own sources, or declarations under node_modules. */
export type MillraceSymbolsOf = (sourceFile: ts.SourceFile) => MillraceSymbols;

/** Workflows import the same modules, so what each exports is looked at once. */
export function createMillraceSymbols(checker: ts.TypeChecker): MillraceSymbolsOf {
  const doors = new Map<ts.Symbol, ReadonlyMap<ts.Symbol, MillraceName>>();
  const namesIn = (module: ts.Symbol): ReadonlyMap<ts.Symbol, MillraceName> => {
    const known = doors.get(module);
    if (known !== undefined) return known;
    const names = namesOfDoor(module, checker);
    doors.set(module, names);
    return names;
  };
  return (sourceFile) => {
    const imported = importedModules(checker, sourceFile)
      .map(namesIn)
      .filter(({ size }) => size > 0);
    return (symbol) => {
      if (symbol === undefined) return undefined;
      const resolved = resolveAlias(checker, symbol);
      return imported.find((names) => names.has(resolved))?.get(resolved);
    };
  };
}

/** What a module exports if it is the door; nothing otherwise. */
function namesOfDoor(module: ts.Symbol, checker: ts.TypeChecker): ReadonlyMap<ts.Symbol, MillraceName> {
  const exports = checker.getExportsOfModule(module);
  // The brand is what makes a module the door.
  const isDoor =
    exports.some(({ name }) => name === "defineWorkflow") && exports.some(({ name }) => name === "isTaskError");
  return new Map(
    isDoor ? exports.map((exported) => [resolveAlias(checker, exported), exported.name as MillraceName]) : [],
  );
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
