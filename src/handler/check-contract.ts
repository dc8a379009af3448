import type { MiddlewareObj } from "@middy/core";
import * as z from "zod";
import type { Contract } from "#authoring";
import { describeIssues } from "./describe-issues.ts";

/** The error names with which a broken contract fails; a workflow that catches them catches a bug. */
export const contractErrors = {
  input: "Millrace.InvalidTaskInput",
  output: "Millrace.InvalidTaskOutput",
} as const;

/** Middleware that hands the handler its parsed input and Lambda the parsed output. */
export function checkContract({ name, input, output }: Pick<Contract, "name" | "input" | "output">): MiddlewareObj {
  return {
    name: "check-contract",
    before: async (request) => {
      request.event = await parse({ task: name, side: "input", schema: input, value: request.event });
    },
    after: async (request) => {
      request.response = await parse({ task: name, side: "output", schema: output, value: request.response });
    },
  };
}

interface Check {
  readonly task: string;
  readonly side: keyof typeof contractErrors;
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
}

async function parse({ task, side, schema, value }: Check): Promise<unknown> {
  const result = await z.safeParseAsync(schema, value);
  if (result.success) return result.data;
  const error = new Error(
    `the ${side} of task function "${task}" does not fit its contract: ${describeIssues(side, result.error.issues, value)}`,
  );
  error.name = contractErrors[side];
  throw error;
}
