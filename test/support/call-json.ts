import type { TestCloud } from "./test-cloud.ts";

/** What a request was answered with; an error has its name. */
export interface JsonAnswer {
  readonly status: number;
  readonly error: string | undefined;
  readonly message: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Speaks AWS's JSON protocol as SDKs do, for a service whose client is not among the project's packages. */
export async function callJson(
  { endpoint }: Pick<TestCloud, "endpoint">,
  service: string,
  operation: string,
  input: object,
): Promise<JsonAnswer> {
  const scope = `test/20260101/us-east-1/${service}/aws4_request`;
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `${service}.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  const { __type: error, message, Message } = body as Readonly<Record<string, string | undefined>>;
  return { status: response.status, error, message: Message ?? message, body };
}
