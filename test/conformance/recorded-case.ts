import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Json } from "#asl";

// The recordings of AWS as they lie beside the project, and how they are to be compared. `CORPORA=` names another folder, for
// a checkout that lies elsewhere.

const { CORPORA } = process.env;
const folder =
  CORPORA === undefined ? new URL("../../../shared/corpora/", import.meta.url) : pathToFileURL(`${CORPORA}/`);
const corpusFile = fileURLToPath(new URL("asl-dev.jsonl", folder));

/** A task attempt that AWS scheduled, and what came of it. */
export interface Mock {
  readonly state: string | null;
  readonly scheduled: {
    readonly parameters?: Json;
    readonly input?: Json;
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
  };
  readonly submitted?: Json;
  /** Absent where the execution ended before the task did. */
  readonly result?: {
    readonly type: string;
    readonly output?: Json;
    readonly error?: string | null;
    readonly cause?: unknown;
  } | null;
}

export type CorpusEvent = Readonly<Record<string, unknown>>;

export interface RecordedCase {
  readonly id: string;
  /** The test that it was recorded by. */
  readonly source: string;
  readonly kind: "execution" | "api" | "test_state";
  readonly group: string;
  readonly features: readonly string[];
  readonly definition: Json;
  /** Whether `definition` is what the text says, or the text itself. */
  readonly definitionIsJson: boolean;
  /** Of kind `api`: the input of the call beside the definition. */
  readonly args?: Readonly<Record<string, unknown>>;
  readonly input: Json;
  readonly clock?: string;
  readonly stateMachine: {
    readonly arn: string;
    readonly name: string;
    readonly roleArn?: string;
    readonly type?: "STANDARD" | "EXPRESS";
  };
  readonly execution: { readonly arn: string; readonly name: string };
  readonly resources?: {
    readonly s3?: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly lambda?: Readonly<Record<string, { readonly arn: string; readonly behaviour: string }>>;
  };
  readonly mocks?: readonly Mock[];
  readonly mocksComplete?: boolean;
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
  const { diff } = (await import(new URL("compare.mjs", folder).href)) as Pick<Corpus, "diff">;
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
