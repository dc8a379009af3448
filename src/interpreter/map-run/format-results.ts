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
