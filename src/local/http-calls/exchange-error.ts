/**
 * Why a request has no response: the time is up, nobody answers, the response has more bytes than are taken, or Node cannot
 * send the request (a line break in a header, for instance).
 */
export type ExchangeProblem = "timeout" | "unreachable" | "too large" | "unsendable";

/** What `exchangeHttp` throws; the message says what Node said. */
export class ExchangeError extends Error {
  readonly problem: ExchangeProblem;

  constructor(problem: ExchangeProblem, message: string) {
    super(message);
    this.name = "ExchangeError";
    this.problem = problem;
  }
}
