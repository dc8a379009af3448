/** The execution that called the function. */
export interface Execution {
  /** The execution's ARN: the same in every retry, other in every execution. */
  readonly id: string;
  readonly name: string;
  /** The state that called. */
  readonly state: string;
  /** 0 in the first attempt. */
  readonly retryCount: number;
}

/**
 * Reads the execution out of Lambda's client context, where compiled definitions put it.
 *
 * Absent where a person, a test or another service invokes the function.
 */
export function executionOf(clientContext: unknown): Execution | undefined {
  if (typeof clientContext !== "object" || clientContext === null) return undefined;
  const { execution, executionName, state, retryCount } = clientContext as Readonly<Record<string, unknown>>;
  if (typeof execution !== "string" || typeof executionName !== "string" || typeof state !== "string") return undefined;
  return { id: execution, name: executionName, state, retryCount: typeof retryCount === "number" ? retryCount : 0 };
}
