import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { createReporter, type Reporter } from "./diagnostics/reporter.ts";

interface Named {
  readonly name: string;
  readonly file: string;
}

interface Result<Workflow extends Named> {
  readonly workflows: readonly Workflow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes one result of those of several compilers, in the order of the files they compiled. */
export function joinResults<Workflow extends Named>(results: readonly Result<Workflow>[]): Result<Workflow> {
  const reporter = createReporter(results.flatMap(({ diagnostics }) => diagnostics));
  const workflows = refuseDuplicates(
    results.flatMap((result) => result.workflows),
    reporter,
  );
  return { workflows, diagnostics: reporter.diagnostics() };
}

function refuseDuplicates<Workflow extends Named>(
  compiled: readonly Workflow[],
  reporter: Reporter,
): readonly Workflow[] {
  const names = new Set<string>();
  for (const { name, file } of compiled) {
    if (names.has(name))
      reporter.report("MR1006", { place: { file, line: 1, column: 1, length: 1 }, values: { name } });
    else names.add(name);
  }
  return compiled.filter(({ file }) => !reporter.hasErrors(file));
}
