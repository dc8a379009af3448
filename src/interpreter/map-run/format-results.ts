import type { Json } from "#asl";
import type { ResultFormat } from "../types.ts";
import { describeChild, type MapRunResult, resultOfChild } from "./describe-child.ts";

/** The results of children in the form that a WriterConfig asks for, in the order of their items. */
export function formatResults(
  children: readonly MapRunResult[],
  transformation: ResultFormat["transformation"],
): readonly Json[] {
  if (transformation === "NONE") return children.map(describeChild);
  const results = children.map(resultOfChild);
  return transformation === "FLATTEN" ? (results.flat() as readonly Json[]) : results;
}

/** The state's result where the results are not exported: an array, or the text of their lines. */
export function unexportedResults(
  children: readonly MapRunResult[],
  { transformation, outputType }: ResultFormat,
): Json {
  const results = formatResults(children, transformation);
  return outputType === "JSON" ? results : jsonLines(results);
}

/** One line for each value. */
export function jsonLines(values: readonly Json[]): string {
  return values.map((value) => JSON.stringify(value)).join("\n");
}
