import { AwsError } from "../../aws-error.ts";

const greatest = 2_147_483_647;

/** The size of a page: as asked for, but never more than `most`. Throws where it is no whole number from `least` on. */
export function pageSize(asked: number | undefined, argument: string, most: number, least = 0): number {
  if (asked === undefined) return most;
  if (Number.isInteger(asked) && asked >= least && asked <= greatest) return Math.min(asked, most);
  throw new AwsError("InvalidArgument", `Argument ${argument} must be an integer between ${least} and ${greatest}`);
}
