import { isLibrary, ts } from "./program.ts";

/** The project's files that a file reads, directly or through others, itself included. */
export type DependenciesOf = (file: string) => readonly string[];

/** Workflows share most of what they read, so what each file imports is looked up once. */
export function createDependencies(program: ts.Program, checker: ts.TypeChecker): DependenciesOf {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file);
    if (known !== undefined) return known;
    const found = importedFiles(program.getSourceFile(file), checker);
    imports.set(file, found);
    return found;
  };
  return (file) => {
    const found = new Set([file]);
    for (const name of found) for (const imported of importsOf(name)) found.add(imported);
    return [...found];
  };
}

function importedFiles(source: ts.SourceFile | undefined, checker: ts.TypeChecker): readonly string[] {
  return (source?.statements ?? []).flatMap((statement) => {
    const name =
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement.moduleSpecifier : undefined;
    const [declaration] = (name && checker.getSymbolAtLocation(name)?.declarations) ?? [];
    const imported = declaration?.getSourceFile().fileName;
    return imported === undefined || isLibrary(imported) ? [] : [imported];
  });
}
