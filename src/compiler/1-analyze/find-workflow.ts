import { isKind, type Workflow } from "#authoring";
import type { Reporter } from "../diagnostics/reporter.ts";
import { placeOf, relativePath, ts } from "../program.ts";
import { isAsync } from "./is-async.ts";
import type { LoadModule } from "./load-values.ts";
import type { MillraceSymbols, MillraceSymbolsOf } from "./millrace-symbols.ts";

/** A workflow file, read: the value that `defineWorkflow` made and the source of its function. */
export interface FoundWorkflow {
  readonly sourceFile: ts.SourceFile;
  readonly workflow: Workflow;
  readonly body: ts.ArrowFunction | ts.FunctionExpression;
  readonly symbols: MillraceSymbols;
  /** The call of defineWorkflow. */
  readonly definition: ts.CallExpression;
}

export interface FindOptions {
  readonly checker: ts.TypeChecker;
  readonly sourceFile: ts.SourceFile;
  readonly rootFolder: string;
  readonly reporter: Reporter;
  readonly load: LoadModule;
  readonly symbolsOf: MillraceSymbolsOf;
}

/** Finds the workflow that a file exports by default; reports and returns `undefined` if there is none. */
export function findWorkflow(options: FindOptions): FoundWorkflow | undefined {
  const { checker, sourceFile, rootFolder, reporter, symbolsOf } = options;
  const symbols = symbolsOf(sourceFile);
  const definition = findDefinition(checker, sourceFile, symbols);
  if (definition === undefined) {
    reporter.report("MR1001", {
      place: { file: relativePath(sourceFile.fileName, rootFolder), line: 1, column: 1, length: 1 },
    });
    return undefined;
  }
  const body = definition.arguments[1];
  if (body === undefined || !isInlineFunction(body)) {
    reporter.report("MR1004", { place: placeOf(body ?? definition, rootFolder) });
    return undefined;
  }
  const workflow = loadWorkflowValue(options);
  return workflow === undefined ? undefined : { sourceFile, workflow, body, symbols, definition };
}

function loadWorkflowValue({ sourceFile, rootFolder, reporter, load }: FindOptions): Workflow | undefined {
  const loaded = load(sourceFile.fileName);
  const file = relativePath(sourceFile.fileName, rootFolder);
  const place = { file, line: 1, column: 1, length: 1 };
  if ("failure" in loaded) {
    reporter.report("MR1002", { place, values: { file, reason: loaded.failure } });
    return undefined;
  }
  const value = loaded.values["default"];
  if (isKind(value, "workflow")) return value as Workflow;
  reporter.report("MR1001", { place });
  return undefined;
}

function findDefinition(
  checker: ts.TypeChecker,
  sourceFile: ts.SourceFile,
  symbols: MillraceSymbols,
): ts.CallExpression | undefined {
  const assignment = sourceFile.statements.find(ts.isExportAssignment);
  if (assignment === undefined) return undefined;
  let expression = assignment.expression;
  // `const ingest = defineWorkflow(…); export default ingest;`
  if (ts.isIdentifier(expression)) {
    const declaration = checker.getSymbolAtLocation(expression)?.valueDeclaration;
    if (declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      expression = declaration.initializer;
    }
  }
  if (!ts.isCallExpression(expression)) return undefined;
  return symbols(checker.getSymbolAtLocation(expression.expression)) === "defineWorkflow" ? expression : undefined;
}

function isInlineFunction(node: ts.Expression): node is ts.ArrowFunction | ts.FunctionExpression {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  return isAsync(node) && node.asteriskToken === undefined;
}
