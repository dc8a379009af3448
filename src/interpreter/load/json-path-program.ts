import type { Json, JsonPathCondition } from "#asl";
import type { Condition } from "../choice-rules/compile-condition.ts";
import type { CompiledPath } from "../json-path/compile-path.ts";
import type { ReferencePath } from "../json-path/reference-path.ts";
import type { Evaluate } from "../payload-templates/compile-value.ts";

/** Everything that the JSONPath states of a definition say, compiled once. What is not a path is known by the object that says it. */
export interface JsonPathProgram {
  readonly paths: ReadonlyMap<string, CompiledPath>;
  /** Where ResultPath puts results. */
  readonly places: ReadonlyMap<string, ReferencePath>;
  /** Paths and functions of ErrorPath and CausePath, by `field: source`. */
  readonly texts: ReadonlyMap<string, Evaluate>;
  readonly templates: ReadonlyMap<Json, Evaluate>;
  readonly conditions: ReadonlyMap<JsonPathCondition, Condition>;
}
