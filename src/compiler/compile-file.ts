import { validateDefinition } from "#asl";
import { checkTypes } from "./1-analyze/check-types.ts";
import { findWorkflow } from "./1-analyze/find-workflow.ts";
import type { LoadModule } from "./1-analyze/load-values.ts";
import { lowerWorkflow } from "./2-lower/lower-workflow.ts";
import { optimize } from "./3-optimize/optimize.ts";
import { emitDefinition } from "./4-emit/emit-definition.ts";
import type { MillraceSymbolsOf } from "./1-analyze/millrace-symbols.ts";
import type { DependenciesOf } from "./dependencies.ts";
import { bug, CompilerBug } from "./diagnostics/bug.ts";
import { type Reporter, watchReporter } from "./diagnostics/reporter.ts";
import { verifyIr } from "./ir/verify-ir.ts";
import type { CompiledWorkflow } from "./output.ts";
import { checkExpress, checkExpressChildren } from "./limits/check-express.ts";
import { checkLimits, type Warn } from "./limits/check-limits.ts";
import { checkLoops } from "./limits/check-loops.ts";
import { lengthOf } from "./limits/extent.ts";
import { placeOf, placeOfName, relativePath, type ts } from "./program.ts";

/** What compiling the files of one run shares. */
export interface Run {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly dependenciesOf: DependenciesOf;
  readonly symbolsOf: MillraceSymbolsOf;
  readonly load: LoadModule;
  readonly reporter: Reporter;
  readonly rootFolder: string;
  /** Checks the IR after each pass and not only after the last one, which costs time. */
  readonly verifiesPasses: boolean;
}

/** A file on its way through the compiler: each step takes it through one stage; the last one gives what it was compiled to. */
export type Compilation = Generator<undefined, CompiledWorkflow | undefined>;

/** Compiles one workflow file; reports and gives `undefined` if it has an error. */
export function* compileFile(file: string, run: Run): Compilation {
  const relative = relativePath(file, run.rootFolder);
  try {
    return yield* compileWorkflow(file, relative, run);
  } catch (error) {
    if (!(error instanceof CompilerBug)) throw error;
    run.reporter.report("MR9001", {
      place: { file: relative, line: 1, column: 1, length: 1 },
      values: { reason: error.message },
    });
    return undefined;
  }
}

/** The pipeline. */
function* compileWorkflow(
  file: string,
  relative: string,
  { program, checker, dependenciesOf, symbolsOf, load, reporter: ofRun, rootFolder, verifiesPasses }: Run,
): Compilation {
  // A function in another file may be refused: what counts is whether compiling this workflow reported it.
  const reporter = watchReporter(ofRun);
  const sourceFile = program.getSourceFile(file);
  if (sourceFile === undefined) {
    reporter.report("MR1005", { place: { file: relative, line: 1, column: 1, length: 1 }, values: { file: relative } });
    return undefined;
  }
  // Types first: everything after relies on them.
  checkTypes(program, sourceFile, rootFolder, reporter);
  if (reporter.hasReported()) return undefined;
  yield;
  const found = findWorkflow({ checker, sourceFile, rootFolder, reporter, load, symbolsOf });
  if (found === undefined) return undefined;
  yield;
  const report: Warn = (code, place, values) => {
    const [options] = found.definition.arguments;
    reporter.report(code, {
      place: place ? placeOfName(place, program, rootFolder) : placeOf(options!, rootFolder),
      values,
    });
  };
  const checkFile = (from: ts.SourceFile): void => checkTypes(program, from, rootFolder, reporter);
  const projectFiles = (): readonly ts.SourceFile[] =>
    dependenciesOf(file).flatMap((name) => {
      const read = program.getSourceFile(name);
      return read === undefined || read.isDeclarationFile ? [] : [read];
    });
  const lowered = lowerWorkflow({ found, checker, reporter, load, rootFolder, checkFile, projectFiles });
  // A refused expression leaves poison behind, which nothing after may see.
  if (reporter.hasReported()) return undefined;
  yield;
  verifyIr(lowered.region);
  const { workflow } = found;
  const isExpress = workflow.type === "express";
  if (isExpress) checkExpress({ region: lowered.region, tasks: lowered.tasks, report });
  else checkExpressChildren({ region: lowered.region, tasks: lowered.tasks, report });
  if (reporter.hasReported()) return undefined;
  // Before results are projected to what is read: a state gets all of its result, however little is kept.
  const extents = checkLimits({ workflow, region: lowered.region, tasks: lowered.tasks, warn: report });
  const region = optimize(lowered.region, verifiesPasses ? verifyIr : undefined);
  verifyIr(region);
  const { definition, sourceMap, cost } = emitDefinition(workflow.name, region);
  checkLoops({
    // The history of an Express execution has no end; its time does.
    loops: isExpress ? [] : lowered.loops,
    cost,
    sourceMap,
    boundOf: (loop, most) => {
      const length = loop.list && lengthOf(extents.ofNode(loop.list, lowered.region));
      return length !== undefined && length <= most ? length : (loop.counted() ?? length);
    },
    warn: report,
  });
  yield;
  checkDefinition(definition, relative, reporter);
  const { tasks, events, awsCalls, mapRuns, references, callbacks, calls } = lowered;
  const used = { tasks, events, awsCalls, mapRuns, references, callbacks, calls };
  return { name: workflow.name, file: relative, workflow, definition, ...used, sourceMap, cost };
}

const largestDefinition = 1_048_576;

/** What we emit must be what Step Functions takes. */
function checkDefinition(definition: unknown, file: string, reporter: Reporter): void {
  const size = Buffer.byteLength(JSON.stringify(definition));
  if (size > largestDefinition)
    reporter.report("MR3002", { place: { file, line: 1, column: 1, length: 1 }, values: { size } });
  const [finding] = validateDefinition(definition);
  if (finding !== undefined) bug(`the definition is not valid: ${finding.message} at ${finding.location}`);
}
