import { describe, expect, it } from "vitest";
import { executionOutcome } from "../../../src/local/executions/execution-outcome.ts";
import { childSubject, executionSubject } from "../../../src/local/executions/execution-subject.ts";

describe("what an execution works on", () => {
  it("is the key of the object that an event tells of", () => {
    const detail = { bucket: { name: "landing-123" }, object: { key: "birdstrikes/ä b.csv", size: 3 } };
    expect(executionSubject({ "detail-type": "Object Created", detail })).toBe("birdstrikes/ä b.csv");
  });

  it("is the type and the content of any other event", () => {
    const detail = { dataset: "birdstrikes", rows: 9, tags: ["a"] };
    expect(executionSubject({ "detail-type": "dataset.appended", detail })).toBe(
      'dataset.appended: dataset birdstrikes, rows 9, tags ["a"]',
    );
  });

  it("is the input itself where that is no event, on one line and not too long", () => {
    expect(executionSubject({ n: 1 })).toBe("n 1");
    expect(executionSubject({})).toBe("");
    expect(executionSubject(null)).toBe("");
    expect(executionSubject([1, 2])).toBe("[1,2]");
    expect(executionSubject("two\nlines")).toBe("two lines");
    expect(executionSubject({ text: "x".repeat(500) })).toHaveLength(100);
  });
});

describe("what a child execution works on", () => {
  it("is its item, without what travels beside it", () => {
    expect(childSubject({ item: { id: 7 }, index: 3, outer: { day: "may" } })).toBe("id 7");
    expect(childSubject({ id: 7 })).toBe("id 7");
    expect(childSubject({ item: "a", price: 3 })).toBe("item a, price 3");
    expect(childSubject("a")).toBe("a");
  });

  it("is how many items a batch has, and the first of them", () => {
    expect(childSubject({ Items: [1, 2], BatchInput: { day: "may" } })).toBe("2 items: [1,2]");
    expect(childSubject({ Items: ["a"] })).toBe('1 item: ["a"]');
  });
});

describe("how an execution ended", () => {
  it("is the status in its output, else the output, else the error", () => {
    expect(executionOutcome("SUCCEEDED", { status: "rejected", reason: "empty" }, undefined)).toBe("rejected");
    expect(executionOutcome("SUCCEEDED", { rows: 3 }, undefined)).toBe("rows 3");
    expect(executionOutcome("SUCCEEDED", null, undefined)).toBe("");
    expect(executionOutcome("FAILED", undefined, "States.Timeout")).toBe("States.Timeout");
    expect(executionOutcome("ABORTED", undefined, undefined)).toBe("");
    expect(executionOutcome("RUNNING", undefined, undefined)).toBeNull();
  });
});
