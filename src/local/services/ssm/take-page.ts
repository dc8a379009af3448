import { AwsError } from "../../aws-error.ts";
import type { ParameterRow } from "./parameters.ts";

export interface PageRequest {
  /** The name that the page before ended with, encoded. */
  readonly token: string | undefined;
  readonly limit: number;
  readonly most: number;
}

/** A page of parameters that are sorted by name. */
export function takePage(rows: readonly ParameterRow[], { token, limit, most }: PageRequest) {
  if (limit < 1 || limit > most) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${limit}' at 'maxResults' failed to satisfy constraint: Member must have value ${
        limit < 1 ? "greater than or equal to 1" : `less than or equal to ${most}`
      }`,
    );
  }
  const after = token === undefined ? undefined : Buffer.from(token, "base64url").toString("utf8");
  const left = after === undefined ? rows : rows.filter(({ name }) => name > after);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const hasMore = left.length > limit && last !== undefined;
  return { page, nextToken: hasMore ? { NextToken: Buffer.from(last.name).toString("base64url") } : {} };
}
