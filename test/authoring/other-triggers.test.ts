import { defineWorkflow, eventPattern } from "millrace";
import { describe, expect, it } from "vitest";
import * as z from "zod";

describe("eventPattern", () => {
  const pattern = { source: ["aws.ec2"], "detail-type": ["Stopped"] } as const;

  it("is the pattern, with the detail type that tells its events", () => {
    expect(eventPattern(pattern, z.object({}))).toMatchObject({ type: "pattern", detailType: "Stopped", pattern });
  });

  it("refuses what EventBridge would refuse, or what no event could be told by", () => {
    const make = (changes: object) => () => eventPattern({ ...pattern, ...changes }, z.object({}));
    expect(make({ "detail-type": ["a", "b"] })).toThrow("use anyOf for several");
    expect(make({ "detail-type": [{ prefix: "a" }] })).toThrow('needs one "detail-type", as a text');
    expect(make({ source: [] })).toThrow("needs its source");
    expect(make({ source: [{ prefix: "a" }] })).toThrow("needs its source");
    expect(make({ detail: {} })).toThrow('"detail" must not be empty');
    expect(make({ details: { a: [1] } })).toThrow('has no option "details"');
  });
});

describe("workflow.finished", () => {
  const workflow = defineWorkflow({ name: "w", input: z.object({}) }, async () => null);

  it("takes one status, several, or all", () => {
    expect(workflow.finished({ status: "FAILED" })).toMatchObject({ workflow: "w", statuses: ["FAILED"] });
    expect(workflow.finished({ status: ["FAILED", "ABORTED"] }).statuses).toEqual(["FAILED", "ABORTED"]);
    expect(workflow.finished().statuses).toEqual(["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]);
  });

  it("refuses a status in which nothing ends", () => {
    expect(() => workflow.finished({ status: "RUNNING" as "FAILED" })).toThrow("status must be of SUCCEEDED, FAILED");
    expect(() => workflow.finished({ status: [] })).toThrow("status must be of");
  });
});
