import { parseRecord } from "../../parse-record.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import type { ResourceContext } from "../resource-type.ts";

export interface FunctionQuestion {
  readonly functionArn: string;
  readonly timeoutSeconds: number;
  /** The request, without what names and ends it. */
  readonly event: JsonObject;
}

export type FunctionAnswer =
  | { readonly outcome: "succeeded"; readonly physicalId: string | undefined; readonly data: JsonObject }
  | { readonly outcome: "failed"; readonly physicalId: string | undefined; readonly reason: string };

/** Longer answers are refused by CloudFormation, too. */
export const longestAnswer = 4096;

/** Sends a custom resource's request to its function and waits for what it puts to the `ResponseURL`. */
export async function askFunction(context: ResourceContext, question: FunctionQuestion): Promise<FunctionAnswer> {
  const { cloud, customResources, stackId, logicalId } = context;
  const requestId = cloud.newId();
  const { url, answer, abandon } = customResources.await(cloud.clock.now() + question.timeoutSeconds * 1000);
  // The wait may end, when the cloud stops, before the invocation is accepted.
  answer.catch(() => undefined);
  const identity = { StackId: stackId, RequestId: requestId, LogicalResourceId: logicalId };
  const event = { ...question.event, ResponseURL: url, ...identity };
  try {
    await context.call("lambda", "Invoke", {
      FunctionName: question.functionArn,
      InvocationType: "Event",
      Payload: Buffer.from(JSON.stringify(event)),
    });
  } catch (error) {
    abandon();
    throw error;
  }
  const body = await answer;
  if (body === undefined) {
    const reason =
      `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. ` +
      "If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.";
    return failed(reason);
  }
  return readAnswer(body, identity);
}

function readAnswer(body: string, identity: Readonly<Record<string, string>>): FunctionAnswer {
  if (Buffer.byteLength(body) > longestAnswer) return failed("Response object is too long.");
  const answer = parseRecord<JsonValue>(body);
  if (answer === undefined) return failed("Invalid Json in the response of the custom resource");
  for (const [name, value] of Object.entries(identity)) {
    if (answer[name] !== value) {
      return failed(`Invalid response of the custom resource: ${name} must be copied verbatim from the request`);
    }
  }
  const { PhysicalResourceId, Status, Reason, Data } = answer;
  const physicalId =
    typeof PhysicalResourceId === "string" && PhysicalResourceId !== "" ? PhysicalResourceId : undefined;
  if (Status === "SUCCESS") return { outcome: "succeeded", physicalId, data: isJsonObject(Data) ? Data : {} };
  if (Status !== "FAILED")
    return failed(`Invalid response status '${String(Status)}' of the custom resource`, physicalId);
  return failed(
    `Received response status [FAILED] from custom resource. Message returned: ${String(Reason ?? "")} (RequestId: ${identity["RequestId"]})`,
    physicalId,
  );
}

function failed(reason: string, physicalId?: string): FunctionAnswer {
  return { outcome: "failed", physicalId, reason };
}
