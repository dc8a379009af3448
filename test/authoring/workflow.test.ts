import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineWorkflow } from "millrace";

const input = z.object({});

describe("defineWorkflow", () => {
  it("makes a Standard workflow unless told otherwise", () => {
    expect(defineWorkflow({ name: "one", input }, async () => null).type).toBe("standard");
    expect(defineWorkflow({ name: "one", type: "express", input }, async () => null).type).toBe("express");
  });

  it("rejects a type that Step Functions does not have", () => {
    const type = "EXPRESS" as "express";
    expect(() => defineWorkflow({ name: "one", type, input }, async () => null)).toThrow(
      'workflow "one": type is "standard" or "express", got "EXPRESS"',
    );
  });
});
