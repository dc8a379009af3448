import { describe, expect, it } from "vitest";
import * as z from "zod";
import { checkAnswer } from "../../src/testing/check-answer.ts";

describe("checkAnswer", () => {
  const schema = z.object({ ok: z.boolean(), by: z.optional(z.string()), lines: z.array(z.array(z.int())) });

  it.each([
    [schema, { ok: true, lines: [[1], []], other: "is ignored" }],
    [z.unknown(), null],
    [z.nullable(z.string()), null],
  ])("lets an answer pass that keeps to its schema", async (kept, answer) => {
    await expect(checkAnswer(kept, answer)).resolves.toBeUndefined();
  });

  it.each([
    [{ ok: "yes", lines: [] }, "answer.ok must be a boolean"],
    [{ ok: true, lines: [[1], [0.5]] }, "answer.lines must be an array of the right elements"],
    [{ ok: true, by: 1, lines: [] }, "answer.by must be a string, if present"],
    ["no", "answer must be an object"],
    [null, "answer must be an object"],
  ])("says of %j as the compiled workflow does: %s", async (answer, message) => {
    await expect(checkAnswer(schema, answer)).rejects.toMatchObject({
      name: "Millrace.InvalidCallbackOutput",
      message,
    });
  });
});
