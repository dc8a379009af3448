import type { LowerContext } from "../../context.ts";
import type { LoweredCallback } from "../lambda.ts";

/** The parameters of a callback, with names for those of the wanted that it leaves out. */
export function withParameters(
  { parameters }: LoweredCallback,
  wanted: readonly string[],
  context: LowerContext,
): readonly string[] {
  const named = wanted.map((name, position) => parameters[position] ?? context.names.local(name));
  return [...named, ...parameters.slice(wanted.length)];
}
