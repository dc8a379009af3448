import type { HttpRequest, HttpResponse } from "../../../http-calls/http-request.ts";

/** What an HTTP Task sent and got, in the texts that TestState shows. */
export interface HttpExchange {
  readonly request: {
    readonly protocol: string;
    readonly method: string;
    readonly url: string;
    readonly headers: string;
    readonly body?: string;
  };
  readonly response: {
    readonly protocol: string;
    readonly statusCode: string;
    readonly statusMessage: string;
    readonly headers: string;
    readonly body: string;
  };
}

export function describeExchange({ url, method, headers, body }: HttpRequest, response: HttpResponse): HttpExchange {
  const protocol = url.protocol.slice(0, -1);
  return {
    request: { protocol, method, url: url.href, headers: listOf(headers), ...(body === undefined ? {} : { body }) },
    response: {
      protocol,
      statusCode: String(response.status),
      statusMessage: response.statusText,
      headers: listOf(response.headers),
      body: Buffer.from(response.body).toString("utf8"),
    },
  };
}

function listOf(headers: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
  return `[${lines.join(", ")}]`;
}
