import { AwsError } from "../../aws-error.ts";
import { compilePattern, InvalidPatternError } from "../../event-patterns/index.ts";
import type { EventPattern } from "../../event-patterns/index.ts";

// EventBridge's own limit.
const longestPattern = 4096;

/** Compiles a pattern; throws `InvalidEventPatternException` with AWS's reason. */
export function checkPattern(text: string): EventPattern {
  if (text.length > longestPattern) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value at 'eventPattern' failed to satisfy constraint: Member must have length less than or equal to ${longestPattern}`,
    );
  }
  try {
    return compilePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${error.message}`);
  }
}
