import type { IncomingMessage, ServerResponse } from "node:http";
import { answerPath } from "../cloudformation/custom-resources/custom-resource-answers.ts";
import type { Service, ServiceName } from "../service.ts";
import { collectBody } from "./read-body.ts";

// Far more than an answer may have: the service says that one is too long, in CloudFormation's words.
const longestBody = 1024 * 1024;

/** Takes the answer of a custom resource's function, as the presigned address of an S3 object would. */
export async function takeCustomResourceAnswer(
  services: ReadonlyMap<ServiceName, Service>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method !== "PUT") {
      response.writeHead(405, { allow: "PUT" }).end();
      return;
    }
    const body = await collectBody(request, longestBody);
    const token = (request.url ?? "").slice(answerPath.length).replace(/[?/].*$/, "");
    services.get("cloudformation")?.receive?.(token, Buffer.from(body).toString("utf8"));
    response.writeHead(200).end();
  } catch (error) {
    response.destroy(error as Error);
  }
}
