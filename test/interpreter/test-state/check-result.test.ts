import { describe, expect, it } from "vitest";
import type { Json } from "#asl";
import { testState } from "#interpreter";
import type { TestStateRequest } from "#interpreter";

// Mocked results against the models of the called APIs. The words were recorded on AWS; where a comment says so, they follow
// from its others.

type Mode = NonNullable<NonNullable<TestStateRequest["mock"]>["fieldValidationMode"]>;

/** What a mocked result is refused with, or `taken`. */
async function judge(resource: string, result: Json, fieldValidationMode?: Mode): Promise<string> {
  const Resource = resource.startsWith("arn:") ? resource : `arn:aws:states:::${resource}`;
  const definition = JSON.stringify({ Type: "Task", Resource, End: true });
  const mode = fieldValidationMode === undefined ? {} : { fieldValidationMode };
  try {
    await testState({ definition, mock: { result: JSON.stringify(result), ...mode } });
    return "taken";
  } catch (error) {
    return (error as Error).message.replace("Mock result schema validation error: ", "");
  }
}

describe("a mocked result", () => {
  it.each([
    // Recorded on AWS.
    ["aws-sdk:kms:encrypt", { CiphertextBlob: "" }, "Field 'CiphertextBlob' is smaller than the minimum length"],
    ["aws-sdk:kms:encrypt", { CiphertextBlob: 123 }, "Field 'CiphertextBlob' must be a string"],
    [
      "aws-sdk:lambda:getFunction",
      { Configuration: { MemorySize: 127 } },
      "Field 'MemorySize' is less than the minimum value",
    ],
    ["aws-sdk:s3:getObject", { StorageClass: "Papyrus" }, "Field 'StorageClass' is not an expected value"],
    ["aws-sdk:s3:getObject", { ContentLength: "9000" }, "Field 'ContentLength' must be a number"],
    ["dynamodb:putItem", { ConsumedCapacity: { CapacityUnits: "1" } }, "Field 'CapacityUnits' must be a number"],
    ["states:startExecution", { executionArn: "a", startDate: "b" }, "Required field 'ExecutionArn' is missing"],
    ["states:startExecution", { ExecutionArn: "a", StartDate: 1_764_103_483 }, "Field 'StartDate' must be a string"],
    // As those.
    [
      "aws-sdk:lambda:getFunction",
      { Configuration: { MemorySize: 1e9 } },
      "Field 'MemorySize' exceeds the maximum value",
    ],
    ["aws-sdk:kms:encrypt", { CiphertextBlob: "a".repeat(6145) }, "Field 'CiphertextBlob' exceeds the maximum length"],
    ["aws-sdk:sqs:receiveMessage", { Messages: {} }, "Field 'Messages' must be an array"],
    ["aws-sdk:sqs:receiveMessage", { Messages: [{ MessageId: 1 }] }, "Field 'MessageId' must be a string"],
    ["dynamodb:getItem", { Item: [] }, "Field 'Item' must be an object"],
    ["dynamodb:getItem", { Item: { id: { S: 1 } } }, "Field 'S' must be a string"],
    ["dynamodb:getItem", { Item: { id: { BOOL: "true" } } }, "Field 'BOOL' must be a boolean"],
    ["aws-sdk:dynamodb:getItem", { Item: { id: { Bool: "true" } } }, "Field 'Bool' must be a boolean"],
    ["aws-sdk:sfn:listExecutions", { Executions: [{}] }, "Required field 'ExecutionArn' is missing"],
    ["events:putEvents", "text", "Mocked result must be a JSON object."],
  ] as const)("of %s, %j, is refused: %s", async (resource, result, refusal) => {
    expect(await judge(resource, result)).toBe(refusal);
  });

  it.each([
    ["events:putEvents", {}],
    ["events:putEvents", { random: "json" }],
    ["sqs:sendMessage", { MD5OfMessageBody: "x", MessageId: "y" }],
    ["lambda:invoke", { Payload: "text" }],
    ["lambda:invoke", { Payload: { any: ["JSON"] }, StatusCode: 200 }],
    ["aws-sdk:kms:encrypt", { CiphertextBlob: "a" }],
    ["bedrock:invokeModel", { Body: { text: "hello" }, ContentType: "application/json" }],
    ["athena:startQueryExecution.sync", { QueryExecution: { Status: { State: "SUCCEEDED", SubmissionDateTime: 1 } } }],
    ["ecs:runTask.sync", { Tasks: [{ LastStatus: "STOPPED" }] }],
    // Nothing is known of what these give.
    ["sqs:sendMessage.waitForTaskToken", "anything"],
    ["aws-sdk:nosuchservice:operation", [1]],
    ["aws-sdk:s3:noSuchOperation", [1]],
    ["http:invoke", 1],
    ["arn:aws:lambda:us-east-1:000000000000:function:f", "text"],
    ["arn:aws:states:us-east-1:000000000000:activity:a", 1],
  ] as const)("of %s, %j, is taken", async (resource, result) => {
    expect(await judge(resource, result)).toBe("taken");
  });

  it("may lack required fields at PRESENT, and be anything at NONE", async () => {
    expect(await judge("states:startExecution", {}, "STRICT")).toBe("Required field 'ExecutionArn' is missing");
    expect(await judge("states:startExecution", {}, "PRESENT")).toBe("taken");
    expect(await judge("states:startExecution", { StartDate: 1 }, "PRESENT")).toBe(
      "Field 'StartDate' must be a string",
    );
    expect(await judge("states:startExecution", { StartDate: 1 }, "NONE")).toBe("taken");
  });

  it("must be JSON", async () => {
    const definition = JSON.stringify({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true });
    await expect(testState({ definition, mock: { result: "{" } })).rejects.toThrow("Mocked result must be valid JSON");
  });
});
