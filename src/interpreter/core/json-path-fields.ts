import { errorNames } from "#asl";
import type { Json, Path, PayloadTemplate, State } from "#asl";
import { JsonPathFailure } from "../json-path/json-path-failure.ts";
import { causeInState } from "./evaluate.ts";
import { currentOf, inspect } from "./run.ts";
import type { Run } from "./run.ts";
import { StateFailure } from "./state-failure.ts";
import { ThreadScope } from "./thread-scope.ts";

// The fields of states in JSONPath. Everything was compiled when the machine was loaded; here it meets an execution.

export function isJsonPath(state: Pick<State, "QueryLanguage">): boolean {
  return state.QueryLanguage === "JSONPath";
}

/** The state's input after InputPath: what `$` is in its other fields. */
export function effectiveInput(run: Run, threadId: string, state: Pick<State, "Type">): Json {
  const { InputPath: path } = state as { readonly InputPath?: Path | null };
  const { input } = currentOf(run, threadId);
  const effective = path === undefined ? input : applyPath(run, threadId, path, input);
  inspect(run, "afterInputPath", effective);
  return effective;
}

/** What InputPath or OutputPath leave of a value; null leaves an empty object. */
export function applyPath(run: Run, threadId: string, path: Path | null, document: Json): Json {
  if (path === null) return {};
  return path === "$" ? document : readPath(run, threadId, path, document);
}

/** The value at a path; fails the state where there is none. */
export function readPath(run: Run, threadId: string, source: Path, document: Json): Json {
  const path = run.machine.jsonPath.paths.get(source);
  if (path === undefined) throw new Error(`path not compiled: ${source}. This is a bug in the interpreter`);
  const scope = new ThreadScope(run, threadId, document);
  const value = path.find(scope);
  if (value !== undefined) return value;
  throw jsonPathFailure(run, threadId, `Invalid path '${source}' : ${path.describeMissing(scope)}`);
}

/** Like `readPath`, undefined where there is nothing. */
export function findPath(run: Run, threadId: string, source: Path, document: Json): Json | undefined {
  return run.machine.jsonPath.paths.get(source)?.find(new ThreadScope(run, threadId, document));
}

/** A payload template with its paths and functions filled in. */
export function fillTemplate(
  run: Run,
  threadId: string,
  template: PayloadTemplate,
  document: Json,
  item?: { readonly index: number; readonly value: Json },
): Json {
  const fill = run.machine.jsonPath.templates.get(template);
  // A template that is no object has nothing to fill in and was not kept by its identity.
  if (fill === undefined) throw new Error("template not compiled: this is a bug in the interpreter");
  try {
    return fill(new ThreadScope(run, threadId, document, item));
  } catch (error) {
    throw failureInState(run, threadId, error);
  }
}

/** The input with a result put where ResultPath says. */
export function putResult(
  run: Run,
  {
    input,
    path = "$",
    result,
  }: { readonly input: Json; readonly path: Path | null | undefined; readonly result: Json },
): Json {
  if (path === null) return input;
  if (path === "$") return result;
  const output = run.machine.jsonPath.places.get(path)?.put(input, result);
  if (output !== undefined) return output;
  // Seen on AWS under this name, which its guide does not list, and without the words before other causes.
  const cause = `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`;
  throw new StateFailure(errorNames.referencePathConflict, cause, { isOwnPath: true });
}

/** A number that a field gives or, under the same name with `Path`, a path leads to. */
export function numberField(
  run: Run,
  threadId: string,
  options: {
    readonly field: string;
    readonly value: Json | undefined;
    readonly path: Path | undefined;
    readonly document: Json;
    readonly kind: "integer" | "float";
  },
): number | undefined {
  const { field, value, path, document, kind } = options;
  if (path === undefined) return typeof value === "number" ? value : undefined;
  const found = readPath(run, threadId, path, document);
  if (typeof found === "number" && (kind === "float" || Number.isInteger(found))) return found;
  const words = `The ${field}Path field refers to value "${plainText(found)}" which is not a valid ${kind}: ${path}`;
  throw jsonPathFailure(run, threadId, words);
}

/** A text as it is, anything else as JSON. */
export function plainText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was thrown by what was compiled; its failures become the state's. */
export function failureInState(run: Run, threadId: string, error: unknown): unknown {
  return error instanceof JsonPathFailure ? jsonPathFailure(run, threadId, error.message, error.errorName) : error;
}

export function jsonPathFailure(
  run: Run,
  threadId: string,
  words: string,
  errorName: string = errorNames.runtime,
): StateFailure {
  return new StateFailure(errorName, causeInState(run, threadId, words), { isOwnPath: true });
}
