import { ts } from "../../program.ts";

/** Every place in a file that names something, by what it names. */
export type ReferenceIndex = (symbol: ts.Symbol) => readonly ts.Identifier[];

/** Reads each file once, when something in it is first asked for. */
export function createReferenceIndex(checker: ts.TypeChecker): ReferenceIndex {
  const files = new Map<ts.SourceFile, ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>>();
  return (symbol) => {
    const file = symbol.valueDeclaration?.getSourceFile();
    if (file === undefined) return [];
    const known = files.get(file) ?? indexFile(file, checker);
    files.set(file, known);
    return known.get(symbol) ?? [];
  };
}

function indexFile(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlyMap<ts.Symbol, readonly ts.Identifier[]> {
  const found = new Map<ts.Symbol, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const isShorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
      const symbol = isShorthand
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      if (symbol !== undefined) found.set(symbol, [...(found.get(symbol) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
