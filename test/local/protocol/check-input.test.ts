import { describe, expect, it } from "vitest";
import { checkInput } from "../../../src/local/protocol/check-input.ts";
import { createModelLoader } from "../../../src/local/protocol/service-models.ts";

const model = await createModelLoader()("events");
const putTargets = model.operations.get("PutTargets");
if (putTargets === undefined) throw new Error("PutTargets");

const check = (members: readonly string[], input: Readonly<Record<string, unknown>>) =>
  checkInput(model, putTargets, members, input);

const target = { Id: "1", Arn: "arn" };

describe("checking an input before its operation sees it", () => {
  it("admits honoured members, whole structures and what is not given", () => {
    expect(() => check(["Rule", "Targets"], { Rule: "r", Targets: [target], EventBusName: undefined })).not.toThrow();
    expect(() => check(["Rule", "Targets.Id", "Targets.Arn"], { Rule: "r", Targets: [target] })).not.toThrow();
  });

  it("rejects a nested member that is not honoured, by its path", () => {
    const input = { Rule: "r", Targets: [target, { ...target, RetryPolicy: { MaximumRetryAttempts: 3 } }] };
    expect(() => check(["Rule", "Targets.Id", "Targets.Arn"], input)).toThrow(
      expect.objectContaining({
        status: 501,
        message: "The member Targets.RetryPolicy of events PutTargets is not implemented by the local cloud",
      }),
    );
  });

  it("rejects a missing member in AWS's words", () => {
    expect(() => check(["Rule", "Targets"], { Rule: "r" })).toThrow(
      expect.objectContaining({
        code: "ValidationException",
        message:
          "1 validation error detected: Value null at 'targets' failed to satisfy constraint: Member must not be null",
      }),
    );
  });

  it("rejects an element that is null, which no operation looks for", () => {
    expect(() => check(["Rule", "Targets"], { Rule: "r", Targets: [target, null] })).toThrow(
      "Value null at 'targets.member' failed to satisfy constraint: Member must not be null",
    );
  });

  it.each([
    [{ Rule: 1, Targets: [target] }, "Rule must be a string"],
    [{ Rule: "r", Targets: target }, "Targets must be a list"],
    [{ Rule: "r", Targets: ["target"] }, "Targets must be a structure"],
    [{ Rule: "r", Targets: [{ ...target, RetryPolicy: { MaximumRetryAttempts: "3" } }] }, "must be a number"],
  ])("rejects %j, which is not of the shape", (input, message) => {
    expect(() => check(["Rule", "Targets"], input)).toThrow(
      expect.objectContaining({ code: "SerializationException", message: expect.stringContaining(message) as string }),
    );
  });
});
