import { checkTypes, type TypeFinding } from "./check-types.ts";
import type { Project } from "./project.ts";
import type { Reporter } from "./reporter.ts";

interface WatchTypesOptions {
  readonly project: Project;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

export interface TypeWatch {
  /** Checks in the background, in place of a check that still runs. */
  readonly check: () => void;
  /** Resolves when no check runs. */
  readonly settled: () => Promise<void>;
}

const mostShown = 10;

/** Tells of type errors when there are some, and once when there are none any more. */
export function watchTypes({ project, reporter, signal }: WatchTypesOptions): TypeWatch {
  let current: AbortController | undefined;
  let last: Promise<void> = Promise.resolve();
  let told = "";

  const run = async (stopped: AbortSignal): Promise<void> => {
    const findings = await checkTypes(project, stopped);
    if (findings === undefined) return;
    const text = formatFindings(findings);
    if (text !== "" && text !== told) reporter.step(text);
    if (text === "" && told !== "") reporter.step("no type errors any more");
    told = text;
  };

  return {
    check() {
      current?.abort();
      current = new AbortController();
      last = run(AbortSignal.any([current.signal, signal])).catch((error: unknown) => {
        reporter.step(`the types could not be checked: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    settled: () => last,
  };
}

function formatFindings(findings: readonly TypeFinding[]): string {
  if (findings.length === 0) return "";
  const count = `${findings.length} type ${findings.length === 1 ? "error" : "errors"}, deployed all the same:`;
  const shown = findings
    .slice(0, mostShown)
    .map(({ place, text }) => `\n${place === undefined ? "" : `${place} - `}error ${text}\n`);
  const more = findings.length - shown.length;
  return [count, ...shown, ...(more > 0 ? [`\nand ${more} more: npx tsc --noEmit`] : [])].join("").trimEnd();
}
