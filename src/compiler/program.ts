import path from "node:path";
import ts from "typescript-6";
import type { DiagnosticPlace } from "./diagnostics/reporter.ts";

// The only module that knows which TypeScript the compiler is written against: the classic API, which TypeScript 7 lacks.
export { ts };

const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ["lib.es2024.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** What workflows are always compiled with, whatever the project says: their meaning depends on exact types. */
const imposed: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
  declaration: false,
};

/** One program for all workflows of a run: most of its cost is checking libraries, which they share. */
export function createWorkflowProgram(files: readonly string[], rootFolder: string): ts.Program {
  return ts.createProgram({ rootNames: files, options: { ...projectOptions(rootFolder), ...imposed } });
}

function projectOptions(rootFolder: string): ts.CompilerOptions {
  const configFile = ts.findConfigFile(rootFolder, ts.sys.fileExists);
  if (configFile === undefined) return defaults;
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile) as { config?: unknown };
  const { options } = ts.parseJsonConfigFileContent(
    { ...(config as object), include: [], files: [] },
    ts.sys,
    path.dirname(configFile),
  );
  return { ...defaults, ...options };
}

/** Where a node begins, relative to the root folder, and how long its first line is. */
export function placeOf(node: ts.Node, rootFolder: string): DiagnosticPlace {
  const sourceFile = node.getSourceFile();
  const start = node.getStart(sourceFile);
  return placeOfRange(sourceFile, start, node.getEnd() - start, rootFolder);
}

export function placeOfRange(
  sourceFile: ts.SourceFile,
  start: number,
  length: number,
  rootFolder: string,
): DiagnosticPlace {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(start);
  const firstLine = sourceFile.text.slice(start, start + length).split(/\r?\n/)[0]!;
  return {
    file: relativePath(sourceFile.fileName, rootFolder),
    line: line + 1,
    column: character + 1,
    length: firstLine.length,
  };
}

/** With forward slashes, on every platform. */
export function relativePath(file: string, rootFolder: string): string {
  return path.relative(rootFolder, file).split(path.sep).join("/");
}

/** A place with the length of the name that stands there, for instance of what is called. */
export function placeOfName(
  place: Omit<DiagnosticPlace, "length">,
  program: ts.Program,
  rootFolder: string,
): DiagnosticPlace {
  const text = program.getSourceFile(path.resolve(rootFolder, place.file))?.text.split(/\r?\n/)[place.line - 1] ?? "";
  const name = /^[\w.$]+/.exec(text.slice(place.column - 1))?.[0] ?? " ";
  return { ...place, length: name.length };
}
