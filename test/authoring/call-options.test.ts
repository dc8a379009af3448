import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineTask, errors, isKind } from "millrace";

const countLines = defineTask({ name: "count-lines", input: z.object({}), output: z.object({}), errors: ["NoFile"] });

describe("task.with", () => {
  it("gives the same task, which is called differently", () => {
    const careful = countLines.with({ retry: [{ errors: ["NoFile"] }] }).with({ timeoutSeconds: 5 });
    expect(isKind(careful, "task")).toBe(true);
    expect(careful.contract).toBe(countLines.contract);
    expect(careful.callOptions).toEqual({ retry: [{ errors: ["NoFile"] }], timeoutSeconds: 5 });
    expect(countLines.callOptions).toEqual({});
  });

  it.each([
    [{ timeoutSeconds: 0 }, "timeoutSeconds must be an integer from 1 to 99999999, got 0"],
    [{ retry: [{ errors: [] }] }, "retry[0].errors names no error"],
    [{ retry: [{ errors: ["NoFile"], maxAttempts: -1 }] }, "maxAttempts must be an integer from 0"],
    [{ retry: [{ errors: ["NoFile"], intervalSeconds: 0.5 }] }, "intervalSeconds must be an integer from 1"],
    [{ retry: [{ errors: ["NoFile"], backoffRate: 0.5 }] }, "backoffRate must be at least 1"],
    [{ retry: [{ errors: ["NoFile"], intervalSeconds: 9, maxDelaySeconds: 9 }] }, "above intervalSeconds"],
    [{ retry: [{ errors: [errors.All] }, { errors: ["NoFile"] }] }, "must stand alone, in the last rule"],
    [{ retry: [{ errors: ["NoFile"], attempts: 3 } as never] }, 'has no option "attempts"'],
  ])("refuses what Step Functions would refuse: %j", (options, words) => {
    expect(() => countLines.with(options)).toThrow(words);
  });
});
