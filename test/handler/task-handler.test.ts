import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { defineBucket, defineTask } from "millrace";
import { taskHandler, TaskFailure } from "millrace/handler";

const landing = defineBucket("landing");

const countRows = defineTask({
  name: "count-rows",
  input: z.object({ key: z.string(), limit: z.int().min(0).default(10), tags: z.array(z.enum(["a", "b"])).optional() }),
  output: z.object({ rows: z.int() }),
  errors: ["UnreadableFile"],
  access: { landing: landing.read("orders/*") },
});

const clientContext = {
  execution: "arn:aws:states:us-east-1:000000000000:execution:Ingest:e1",
  executionName: "e1",
  state: "CountRows",
  stateEnteredTime: "2026-01-01T00:00:00Z",
  retryCount: 2,
};

async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected a rejection");
}

function captureLog(): () => readonly Record<string, unknown>[] {
  const lines: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      lines.push(...String(chunk).split("\n").filter(Boolean));
      return true;
    });
  }
  return () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("taskHandler", () => {
  it("hands the work the parsed input, with defaults, and returns the parsed output", async () => {
    const handler = taskHandler(countRows, async (input) => {
      expect(input).toEqual({ key: "orders/1.csv", limit: 10 });
      return { rows: 3, dropped: true };
    });
    expect(await handler({ key: "orders/1.csv", unknown: 1 })).toEqual({ rows: 3 });
  });

  it("gives the work the buckets of the contract's access", async () => {
    vi.stubEnv("MILLRACE_ACCESS_landing", "app-landing-1x2y");
    const handler = taskHandler(countRows, (_input, context) => ({ rows: context.landing.bucketName.length }));
    expect(await handler({ key: "k" })).toEqual({ rows: 16 });
  });

  it("gives the work the execution that called, and none when invoked by hand", async () => {
    const seen: unknown[] = [];
    const handler = taskHandler(countRows, async (_input, { execution }) => {
      seen.push(execution);
      return { rows: 0 };
    });
    await handler({ key: "k" }, { awsRequestId: "r1", clientContext });
    await handler({ key: "k" }, { awsRequestId: "r2" });
    expect(seen).toEqual([{ id: clientContext.execution, name: "e1", state: "CountRows", retryCount: 2 }, undefined]);
  });

  it("logs lines with the task function, the request, the execution and its state", async () => {
    const handler = taskHandler(countRows, async (_input, { logger }) => {
      logger.info("counted", { rows: 7 });
      return { rows: 7 };
    });
    const log = captureLog();
    await handler({ key: "k" }, { awsRequestId: "r1", clientContext });
    expect(log()).toMatchObject([
      {
        level: "INFO",
        message: "counted",
        rows: 7,
        service: "count-rows",
        requestId: "r1",
        execution: clientContext.execution,
        executionName: "e1",
        state: "CountRows",
        retryCount: 2,
      },
    ]);
  });

  it("keeps the log keys of two invocations in one process apart", async () => {
    const handler = taskHandler(countRows, async ({ key }, { logger }) => {
      await Promise.resolve();
      logger.info(key);
      return { rows: 0 };
    });
    const log = captureLog();
    await Promise.all([handler({ key: "a" }, { awsRequestId: "ra" }), handler({ key: "b" }, { awsRequestId: "rb" })]);
    expect(log().map(({ message, requestId }) => [message, requestId])).toEqual([
      ["a", "ra"],
      ["b", "rb"],
    ]);
  });
});

describe("the types of taskHandler", () => {
  it("know the contract's errors, access, input and output", () => {
    taskHandler(countRows, (input, context) => {
      const limit: number = input.limit;
      const name: string = context.landing.bucketName;
      // @ts-expect-error only an error that the contract declares may be named
      if (limit > 5) context.fail("Unreadable", name);
      // @ts-expect-error only the contract's access entries are there
      return { rows: context.lake.bucketName.length };
    });
    // @ts-expect-error the output is the contract's
    expect(taskHandler(countRows, () => ({ row: 1 }))).toBeTypeOf("function");
  });
});

describe("a broken contract", () => {
  it("fails with Millrace.InvalidTaskInput and says which field, what was found and what is expected", async () => {
    captureLog();
    const work = vi.fn<() => Promise<{ rows: number }>>(async () => ({ rows: 0 }));
    const handler = taskHandler(countRows, work);
    const error = await rejection(handler({ key: 42, limit: -1, tags: ["a", "c"] }));
    expect(error.name).toBe("Millrace.InvalidTaskInput");
    expect(error.message).toBe(
      'the input of task function "count-rows" does not fit its contract: input.key: found 42, expected string; ' +
        'input.limit: found -1, expected number to be >=0; input.tags[1]: found "c", expected "a" or "b"',
    );
    expect(work).not.toHaveBeenCalled();
  });

  it("fails with Millrace.InvalidTaskOutput for the output", async () => {
    captureLog();
    const handler = taskHandler(countRows, (() => ({ rows: undefined })) as never);
    const error = await rejection(handler({ key: "k" }));
    expect([error.name, error.message]).toEqual([
      "Millrace.InvalidTaskOutput",
      'the output of task function "count-rows" does not fit its contract: output.rows: found nothing, expected number',
    ]);
  });

  it("shortens long values and long lists", async () => {
    captureLog();
    const task = defineTask({ name: "many", input: z.array(z.string()), output: z.null() });
    const error = await rejection(taskHandler(task, () => null)(Array.from({ length: 9 }, () => [..."x".repeat(99)])));
    expect(error.message).toContain("input[4]: found");
    expect(error.message).not.toContain("input[5]");
    expect(error.message).toContain("and 4 more");
    expect(error.message.length).toBeLessThan(900);
  });

  it("explains unions and unknown members", async () => {
    captureLog();
    const task = defineTask({
      name: "shapes",
      input: z.strictObject({ size: z.union([z.string(), z.number()]) }),
      output: z.null(),
    });
    const error = await rejection(taskHandler(task, () => null)({ size: true, colour: "red" }));
    expect(error.message).toContain("input.size: found true, expected string or number");
    expect(error.message).toContain('expected no "colour"');
  });
});

describe("a failing handler", () => {
  it("fails with the declared name through context.fail", async () => {
    const log = captureLog();
    const handler = taskHandler(countRows, (_input, { fail }) => fail("UnreadableFile", "not UTF-8"));
    const error = await rejection(handler({ key: "k" }, { clientContext }));
    expect([error.name, error.message]).toEqual(["UnreadableFile", "not UTF-8"]);
    expect(log()).toMatchObject([{ level: "WARN", reason: "not UTF-8", state: "CountRows" }]);
  });

  it("fails with the name of a TaskFailure from deeper code", async () => {
    captureLog();
    const handler = taskHandler(countRows, () => {
      throw new TaskFailure("UnreadableFile", "truncated", { cause: new Error("EOF") });
    });
    expect(await rejection(handler({ key: "k" }))).toMatchObject({ name: "UnreadableFile", cause: { message: "EOF" } });
  });

  it("passes other errors on unchanged and logs them as errors", async () => {
    const log = captureLog();
    const thrown = new RangeError("a bug");
    const handler = taskHandler(countRows, () => Promise.reject(thrown));
    expect(await rejection(handler({ key: "k" }))).toBe(thrown);
    expect(log()).toMatchObject([{ level: "ERROR", error: { name: "RangeError", message: "a bug" } }]);
  });

  it("says what to do when the bucket's variable is missing", async () => {
    captureLog();
    const handler = taskHandler(countRows, (_input, { landing }) => ({ rows: landing.bucketName.length }));
    const error = await rejection(handler({ key: "k" }));
    expect(error.name).toBe("Millrace.MissingAccess");
    expect(error.message).toContain('uses "landing", but the environment variable MILLRACE_ACCESS_landing is not set');
    expect(error.message).toContain("deploy again");
  });
});
