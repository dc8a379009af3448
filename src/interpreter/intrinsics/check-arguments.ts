import type { Json } from "#asl";
import { IntrinsicFailure } from "./intrinsic-failure.ts";
import { isList } from "../is-list.ts";

// How the functions ask for their arguments; AWS fails with States.IntrinsicFailure where one is of another type.

export type Arguments = readonly Json[];

export function checkCount(args: Arguments, least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  const wanted = least === most ? String(least) : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  throw new IntrinsicFailure(`Invalid number of arguments: expected ${wanted}, got ${args.length}`);
}

export function textArgument(args: Arguments, index: number): string {
  const value = args[index];
  if (typeof value !== "string") throw wrongType(args, index, "a string");
  return value;
}

export function listArgument(args: Arguments, index: number): readonly Json[] {
  const value = args[index];
  if (!isList(value)) throw wrongType(args, index, "an array");
  return value;
}

export function objectArgument(args: Arguments, index: number): Readonly<Record<string, Json>> {
  const value = args[index];
  if (typeof value !== "object" || value === null || isList(value)) throw wrongType(args, index, "an object");
  return value;
}

export function numberArgument(args: Arguments, index: number): number {
  const value = args[index];
  if (typeof value !== "number") throw wrongType(args, index, "a number");
  return value;
}

/** Recorded on AWS: fractions are rounded, halves towards positive infinity. */
export function integerArgument(args: Arguments, index: number): number {
  // Without the zero that is negative.
  return Math.round(numberArgument(args, index)) + 0;
}

function wrongType(args: Arguments, index: number, wanted: string): IntrinsicFailure {
  return new IntrinsicFailure(
    `Argument ${index + 1} must be ${wanted}, got ${JSON.stringify(args[index]) ?? "nothing"}`,
  );
}
