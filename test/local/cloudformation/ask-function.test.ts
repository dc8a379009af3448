import { describe, expect, it } from "vitest";
import { askFunction, type FunctionAnswer } from "../../../src/local/cloudformation/custom-resources/ask-function.ts";
import { createCustomResourceAnswers } from "../../../src/local/cloudformation/custom-resources/custom-resource-answers.ts";
import type { ResourceContext } from "../../../src/local/cloudformation/resource-type.ts";
import { createManualClock } from "../../support/manual-clock.ts";

/** Asks a function that answers with what `respond` makes of the request; undefined is no answer at all. */
async function ask(respond: (event: Record<string, string>) => object | string | undefined): Promise<FunctionAnswer> {
  const clock = createManualClock();
  const cloud = { clock, endpoint: "http://127.0.0.1:1", newId: () => "an-id" };
  const customResources = createCustomResourceAnswers(cloud);
  const context = {
    cloud,
    customResources,
    stackId: "stack",
    logicalId: "Thing",
    call(_service: string, _operation: string, input: { readonly Payload: Buffer }) {
      const event = JSON.parse(input.Payload.toString()) as Record<string, string>;
      expect(event["ResponseURL"]).toBe("http://127.0.0.1:1/_millrace/custom-resource-answers/an-id");
      const answer = respond(event);
      if (answer !== undefined) {
        customResources.receive("an-id", typeof answer === "string" ? answer : JSON.stringify(answer));
      }
      return Promise.resolve({});
    },
  } as unknown as ResourceContext;
  const question = { functionArn: "arn", timeoutSeconds: 3600, event: { RequestType: "Create" } };
  const answer = askFunction(context, question);
  await Promise.resolve();
  clock.advance(3_600_000);
  return answer;
}

const identity = { StackId: "stack", RequestId: "an-id", LogicalResourceId: "Thing" };

describe("the answer of a custom resource's function", () => {
  it("gives the physical id and the data", async () => {
    const said = { Status: "SUCCESS", PhysicalResourceId: "id", Data: { A: 1 }, ...identity };
    expect(await ask(() => said)).toEqual({ outcome: "succeeded", physicalId: "id", data: { A: 1 } });
  });

  it.each([
    ["is awaited for the timeout and no longer", undefined, "CloudFormation did not receive a response"],
    ["that is no JSON is refused", "{", "Invalid Json"],
    ["that is longer than 4 KB is refused", { ...identity, Data: "x".repeat(4096) }, "Response object is too long."],
    ["to another request is refused", { ...identity, RequestId: "other" }, "RequestId must be copied verbatim"],
    ["with another status is refused", { ...identity, Status: "OK" }, "Invalid response status 'OK'"],
  ])("%s", async (_name, said, reason) => {
    expect(await ask(() => said)).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining(reason) as string,
    });
  });
});
