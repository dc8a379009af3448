import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineTask } from "millrace";

const options = { name: "count-lines", input: z.object({}), output: z.object({}) };

describe("defineTask", () => {
  it("gives the function what Lambda gives by default, except for more memory and time", () => {
    expect(defineTask(options).contract).toMatchObject({ memoryMb: 256, timeoutSeconds: 30, ephemeralStorageMb: 512 });
  });

  it.each([
    ["memoryMb", 127, "128 to 10240"],
    ["timeoutSeconds", 901, "1 to 900"],
    ["ephemeralStorageMb", 511, "512 to 10240"],
    ["ephemeralStorageMb", 1024.5, "512 to 10240"],
  ])("refuses what Lambda would refuse: %s of %d", (option, value, range) => {
    expect(() => defineTask({ ...options, [option]: value })).toThrow(
      `task function "count-lines": ${option} must be an integer from ${range}, got ${value}`,
    );
  });
});
