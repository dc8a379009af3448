import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { RecordedCase as BatchCase } from "../../src/cli/simulate/recorded-case.ts";

// The recordings of AWS as they lie beside the project, and how they are to be compared. `CORPORA=` names another folder, for
// a checkout that lies elsewhere.

const { CORPORA } = process.env;
export const corpusFolder =
  CORPORA === undefined ? new URL("../../../shared/corpora/", import.meta.url) : pathToFileURL(`${CORPORA}/`);
const corpusFile = fileURLToPath(new URL("asl-dev.jsonl", corpusFolder));

export type CorpusEvent = Readonly<Record<string, unknown>>;

export interface RecordedCase extends BatchCase {
  /** The test that it was recorded by. */
  readonly source: string;
  readonly kind: NonNullable<BatchCase["kind"]>;
  readonly group: string;
  readonly features: readonly string[];
  readonly quality: readonly string[];
  readonly expected: {
    readonly status?: string;
    readonly output?: unknown;
    /** Of kind `api`, what was called. */
    readonly api?: string;
    readonly accepted?: boolean;
    readonly diagnostics?: readonly unknown[];
    /** Of an execution the name of its error, of kind `api` the error of the call. */
    readonly error?: string | { readonly code: string; readonly message: string };
    readonly cause?: unknown;
    readonly events?: readonly CorpusEvent[];
  };
}

export interface Corpus {
  readonly cases: readonly RecordedCase[];
  /** Null where both are the same, else the first difference in one line. */
  readonly diff: (expected: unknown, actual: unknown, path: string) => string | null;
}

/** The corpus, or undefined where it is absent. */
export async function readCorpus(): Promise<Corpus | undefined> {
  if (!existsSync(corpusFile)) return undefined;
  const { diff } = (await import(new URL("compare.mjs", corpusFolder).href)) as Pick<Corpus, "diff">;
  const lines = readFileSync(corpusFile, "utf8").trimEnd().split("\n");
  return { diff, cases: lines.map((line) => JSON.parse(line) as RecordedCase) };
}

/** The error that a recorded call was answered with. */
export function refusalOf({ expected: { error } }: RecordedCase): { code: string; message: string } | undefined {
  return typeof error === "object" ? error : undefined;
}

/** The recorded test without the path of its file. */
export function shortName({ id }: RecordedCase): string {
  return id.slice(id.indexOf("/") + 1).replace("#get_execution_history", "");
}
