import type { TestCloud } from "../../support/test-cloud.ts";

/** What a request was answered with; an error has its name. */
export interface SchedulerAnswer {
  readonly status: number;
  readonly error: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Speaks Scheduler's REST-JSON as SDKs do, whose client for it is not among the project's packages. */
export async function callScheduler(
  { endpoint }: Pick<TestCloud, "endpoint">,
  method: string,
  path: string,
  body?: object,
): Promise<SchedulerAnswer> {
  const scope = "test/20260101/us-east-1/scheduler/aws4_request";
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    error: response.headers.get("x-amzn-errortype") ?? undefined,
    body: (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>,
  };
}
