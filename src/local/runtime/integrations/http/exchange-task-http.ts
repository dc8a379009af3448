import { errorNames } from "#asl";
import { TaskFailure } from "#interpreter";
import type { Clock } from "../../../clock.ts";
import { ExchangeError } from "../../../http-calls/exchange-error.ts";
import { unreachable } from "../../../unreachable.ts";
import { type ExchangeLimits, exchangeHttp } from "../../../http-calls/exchange-http.ts";
import type { HttpRequest, HttpResponse } from "../../../http-calls/http-request.ts";

// Developer guide: "HTTP task requests will timeout after 60 seconds." As many bytes as `range` asks for.
const limits: ExchangeLimits = { timeoutMs: 60_000, mostBytes: 262_144, excess: "fail" };

/** Sends the request of an HTTP Task and takes its response whole; throws `TaskFailure`. */
export async function exchangeTaskHttp(request: HttpRequest, clock: Clock): Promise<HttpResponse> {
  try {
    return await exchangeHttp(request, clock, limits);
  } catch (error) {
    throw error instanceof ExchangeError ? taskFailure(error) : error;
  }
}

function taskFailure({ problem, message }: ExchangeError): TaskFailure {
  switch (problem) {
    case "timeout":
      return new TaskFailure("States.Http.Socket", "The HTTP request timed out after 60 seconds");
    case "unreachable":
      return new TaskFailure("States.Http.Socket", `The HTTP request failed: ${message}`);
    case "unsendable":
      return new TaskFailure(errorNames.runtime, message);
    case "too large":
      return new TaskFailure(
        errorNames.dataLimitExceeded,
        "The HTTP response has more bytes than the 262144 of the service limit.",
      );
    default:
      return unreachable(problem);
  }
}
