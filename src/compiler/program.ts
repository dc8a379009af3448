import { statSync } from "node:fs";
import path from "node:path";
import ts from "#typescript";
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

/** Programs of one project, each made from the one before: what did not change is not read again. */
export interface Programs {
  /** One program for all workflows of a run: most of its cost is checking libraries, which they share. */
  readonly next: (files: readonly string[]) => {
    readonly program: ts.Program;
    /** Whether a file of the project changed since the last one. */
    readonly changed: boolean;
    /** Differs from before if the file changed; that of libraries never does. */
    readonly versionOf: (file: string) => string;
  };
}

export function createPrograms(rootFolder: string): Programs {
  const options = { ...projectOptions(rootFolder), ...imposed };
  const host = ts.createCompilerHost(options);
  // As tsc does: the rest of a comment is read by editors only.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  const read = new Map<string, { readonly version: string; readonly source: ts.SourceFile | undefined }>();
  const versionOf = (file: string): string => (isLibrary(file) ? "" : fileVersion(file));
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (file, language, ...rest) => {
    const version = versionOf(file);
    const before = read.get(file);
    if (before?.version === version) return before.source;
    const source = readSource(file, isLibrary(file) ? withoutComments(language) : language, ...rest);
    read.set(file, { version, source });
    return source;
  };
  let program: ts.Program | undefined;
  let before: ReadonlyMap<string, string> = new Map();
  return {
    next(files) {
      const changed = [...before].some(([file, version]) => versionOf(file) !== version);
      program = ts.createProgram({
        rootNames: files,
        options,
        host,
        ...(program === undefined ? {} : { oldProgram: program }),
      });
      const own = program.getSourceFiles().filter(({ fileName }) => !isLibrary(fileName));
      const versions = new Map(
        own.map(({ fileName }) => [fileName, read.get(fileName)?.version ?? versionOf(fileName)]),
      );
      before = versions;
      return { program, changed, versionOf: (file) => versions.get(file) ?? versionOf(file) };
    },
  };
}

/** The names that a declaration binds: one, or those of its pattern. */
export function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

/** Whether a node is another one or stands inside it. */
export function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}

export function isLibrary(file: string): boolean {
  return file.includes("/node_modules/");
}

/** What comments of libraries link to matters to nobody here: only imports of files that are checked can be unused. */
function withoutComments(language: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.CreateSourceFileOptions {
  const options = typeof language === "object" ? language : { languageVersion: language };
  return { ...options, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo };
}

function fileVersion(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? "none" : `${stats.mtimeMs}:${stats.size}`;
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

/** Where a node begins, relative to the root folder. */
export function startOf(node: ts.Node, rootFolder: string): Omit<DiagnosticPlace, "length"> {
  const sourceFile = node.getSourceFile();
  return startOfRange(sourceFile, node.getStart(sourceFile), rootFolder);
}

/** The same, and how long its first line is. */
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
  const firstLine = sourceFile.text.slice(start, start + length).split(/\r?\n/)[0]!;
  return { ...startOfRange(sourceFile, start, rootFolder), length: firstLine.length };
}

function startOfRange(sourceFile: ts.SourceFile, start: number, rootFolder: string): Omit<DiagnosticPlace, "length"> {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(start);
  return { file: relativePath(sourceFile.fileName, rootFolder), line: line + 1, column: character + 1 };
}

/** With forward slashes, on every platform. */
export function relativePath(file: string, rootFolder: string): string {
  // What nearly every file is: `path.relative` looks at both letter by letter, and places of states are asked for a lot.
  if (path.sep === "/" && !file.includes("/..") && file.startsWith(`${rootFolder}/`))
    return file.slice(rootFolder.length + 1);
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
