import { errors } from "./error-names.ts";
import { checkOptions } from "./names.ts";
import { checkSeconds } from "./seconds.ts";

/** How a single call of a task differs from what its contract says. */
export interface CallOptions<Errors extends string = string> {
  /**
   * On which errors the call is repeated, the first rule that names an error deciding. The transient errors of Lambda, or of the
   * AWS service that is called, come after these rules; `"none"` leaves those out, too. @default the transient errors, five times
   */
  readonly retry?: "none" | readonly RetryRule<Errors>[] | undefined;
  /**
   * Fails with `errors.Timeout` after this long, all delays included.
   *
   * @default the contract's, plus a margin; of an AWS service a minute, of jobs what they may take
   */
  readonly timeoutSeconds?: number | undefined;
}

export interface RetryRule<Errors extends string = string> {
  /** Names of errors: the contract's own, or `errors.…`. `errors.All` must stand alone, in the last rule. */
  readonly errors: readonly (Errors | (string & Record<never, never>))[];
  /** How often the call is repeated at most; 0 is never. @default 3 */
  readonly maxAttempts?: number | undefined;
  /** Before the first repetition. @default 1 */
  readonly intervalSeconds?: number | undefined;
  /** What each further interval is multiplied by, at least 1. @default 2 */
  readonly backoffRate?: number | undefined;
  /** The longest interval; must be longer than `intervalSeconds`. @default none */
  readonly maxDelaySeconds?: number | undefined;
  /** `"full"`: a random part of each interval, so that calls that failed together are not repeated together. @default "none" */
  readonly jitter?: "full" | "none" | undefined;
}

/** Throws a TypeError where Step Functions would refuse the options. */
export function checkCallOptions(what: string, options: CallOptions): void {
  checkOptions(`${what}: with`, options, ["retry", "timeoutSeconds"]);
  if (options.timeoutSeconds !== undefined) checkSeconds(`${what}: timeoutSeconds`, options.timeoutSeconds);
  if (options.retry === undefined || options.retry === "none") return;
  if (!Array.isArray(options.retry)) throw new TypeError(`${what}: retry is "none" or a list of rules`);
  for (const [index, rule] of options.retry.entries()) {
    checkRule(`${what}: retry[${index}]`, rule, index === options.retry.length - 1);
  }
}

function checkRule(what: string, rule: RetryRule, isLast: boolean): void {
  checkOptions(what, rule, ["errors", "maxAttempts", "intervalSeconds", "backoffRate", "maxDelaySeconds", "jitter"]);
  const { maxAttempts = 3, intervalSeconds = 1, backoffRate = 2, maxDelaySeconds } = rule;
  if (rule.errors.length === 0) throw new TypeError(`${what}.errors names no error`);
  if (rule.errors.includes(errors.All) && !(isLast && rule.errors.length === 1)) {
    throw new TypeError(`${what}: ${errors.All} must stand alone, in the last rule`);
  }
  if (!Number.isInteger(maxAttempts) || maxAttempts < 0 || maxAttempts > 99_999_999) {
    throw new TypeError(`${what}.maxAttempts must be an integer from 0 to 99999999, got ${maxAttempts}`);
  }
  checkSeconds(`${what}.intervalSeconds`, intervalSeconds);
  if (!(backoffRate >= 1)) throw new TypeError(`${what}.backoffRate must be at least 1, got ${backoffRate}`);
  if (maxDelaySeconds === undefined) return;
  if (!Number.isInteger(maxDelaySeconds) || maxDelaySeconds <= intervalSeconds || maxDelaySeconds >= 31_622_400) {
    throw new TypeError(
      `${what}.maxDelaySeconds must be an integer above intervalSeconds and below 31622400, got ${maxDelaySeconds}`,
    );
  }
}
