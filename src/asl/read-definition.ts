import type { AslFinding } from "./finding.ts";
import { findJsonProblem } from "./json-text/find-json-problem.ts";

/** What a definition's text says, not checked but for being a JSON object; or why it is none. */
export type ReadDefinition = { readonly definition: object } | { readonly finding: AslFinding };

/** Reads the text of a definition as `CreateStateMachine` does. */
export function readDefinition(text: string): ReadDefinition {
  if (text.trim() === "") return { finding: notAnObject };
  const problem = findJsonProblem(text);
  if (problem !== undefined) {
    const { message, location } = problem;
    const finding = { severity: "ERROR", location, message: `${message}\n at ${location}` } as const;
    return { finding: { code: "INVALID_JSON_DESCRIPTION", ...finding } };
  }
  const definition = JSON.parse(text) as unknown;
  const isObject = typeof definition === "object" && definition !== null && !Array.isArray(definition);
  return isObject ? { definition } : { finding: notAnObject };
}

/** Of what is no JSON object at all. */
export const notAnObject: AslFinding = {
  code: "SCHEMA_VALIDATION_FAILED",
  severity: "ERROR",
  message: "Definition must be a valid JSON object",
};
