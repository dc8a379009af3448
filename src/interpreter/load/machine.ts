import type { Definition, Json, State } from "#asl";
import type { JsonPathProgram } from "./json-path-program.ts";
import type { FillNow } from "../expressions/compile-template.ts";
import type { Expression } from "../expressions/expression.ts";
import type { TaskResource } from "../states/task-resource.ts";

export const hashAlgorithms = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] as const;

export type HashAlgorithm = (typeof hashAlgorithms)[number];

/** Gives the digest of a UTF-8 text as lower-case hex; injected because the interpreter knows no platform. */
export type HashFunction = (text: string, algorithm: HashAlgorithm) => string;

/** Express executions have five minutes, and no end of history events. */
export type MachineType = "STANDARD" | "EXPRESS";

export interface LoadOptions {
  /** @default "STANDARD" */
  readonly type?: MachineType;
  /** What `$hash` uses. Without it an expression that calls `$hash` fails with States.QueryEvaluationError. */
  readonly hash?: HashFunction;
}

/** A definition that was checked and normalized, with each of its expressions and paths parsed. Immutable; one serves any number of executions. */
export interface Machine {
  readonly definition: Definition;
  readonly type: MachineType;
  /** Every state, those of branches too: ASL's names are unique within the whole definition. */
  readonly states: ReadonlyMap<string, State>;
  /** What the Resources of Tasks name, each read once. */
  readonly resources: ReadonlyMap<string, TaskResource>;
  /** Keyed by the trimmed text between `{%` and `%}`. */
  readonly expressions: ReadonlyMap<string, Expression>;
  /** The template of a field, by the object or text that it is in the definition. */
  readonly templates: (template: Json) => FillNow | undefined;
  readonly jsonPath: JsonPathProgram;
  readonly hash: HashFunction | undefined;
}
