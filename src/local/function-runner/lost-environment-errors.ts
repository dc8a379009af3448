import type { ErrorEnvelope } from "./bootstrap/messages.ts";

/** The line that Lambda writes when it ends a function for its time. */
export function timeoutMessage(requestId: string, seconds: number): string {
  return `${requestId} Task timed out after ${seconds.toFixed(2)} seconds`;
}

export function timeoutError(requestId: string, seconds: number): ErrorEnvelope {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}

/** A thread or process that ended by itself; `description` is its exit status or signal. */
export function exitError(requestId: string | undefined, description: string): ErrorEnvelope {
  const reason =
    description === "exit status 0"
      ? "Runtime exited without providing a reason"
      : `Runtime exited with error: ${description}`;
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId ?? ""} Error: ${reason}` };
}
