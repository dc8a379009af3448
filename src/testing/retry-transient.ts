import { defaultTaskRetrier } from "#compiler";

/**
 * Repeats a call on transient errors as the compiled workflow's default retrier does, without its delays:
 * natively there is no clock to wait on, and only the number of attempts is part of the agreement.
 */
export async function retryTransient<Result>(
  call: (attempt: number) => Promise<Result>,
  transientErrors: readonly string[] = defaultTaskRetrier.ErrorEquals,
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call(attempt);
    } catch (error) {
      const transient = error instanceof Error && transientErrors.includes(error.name);
      if (!transient || attempt >= (defaultTaskRetrier.MaxAttempts ?? 3)) throw error;
    }
  }
}
