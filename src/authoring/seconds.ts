/** Refuses a number of seconds that a TimeoutSeconds or HeartbeatSeconds field would not take. */
export function checkSeconds(what: string, seconds: number): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 99_999_999) {
    throw new TypeError(`${what} must be an integer from 1 to 99999999, got ${seconds}`);
  }
}
