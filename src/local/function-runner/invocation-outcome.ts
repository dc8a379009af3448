import type { ErrorEnvelope } from "./bootstrap/messages.ts";

/** How an invocation ended. */
export type Outcome =
  | { readonly kind: "succeeded"; readonly payload: string; readonly memoryMb: number }
  | { readonly kind: "failed"; readonly error: ErrorEnvelope; readonly memoryMb: number }
  /** The environment is lost with it. */
  | { readonly kind: "lost"; readonly error: ErrorEnvelope; readonly status: "error" | "timeout" };

// Lambda's own limit of the answer of a synchronous invocation.
const longestAnswerBytes = 6_291_556;

/** Turns an answer that is too long into the error that Lambda gives. */
export function limitAnswer(outcome: Outcome): Outcome {
  if (outcome.kind !== "succeeded" || Buffer.byteLength(outcome.payload) <= longestAnswerBytes) return outcome;
  return {
    kind: "failed",
    memoryMb: outcome.memoryMb,
    error: {
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${longestAnswerBytes} bytes).`,
    },
  };
}

export function statusOf(outcome: Outcome): "success" | "error" | "timeout" {
  if (outcome.kind === "succeeded") return "success";
  return outcome.kind === "lost" ? outcome.status : "error";
}
