// Checked by `npm run types`: a handler does what its contract says, with what the contract grants.
import { defineBucket, defineTask } from "millrace";
import { taskHandler } from "millrace/handler";
import * as z from "zod";

const landing = defineBucket("landing");
const convert = defineTask({
  name: "convert",
  input: z.object({ key: z.string(), limit: z.int().default(10) }),
  output: z.object({ rows: z.int(), note: z.string().optional() }),
  errors: ["UnreadableFile"],
  access: { landing: landing.read("in/*") },
});

export const handler = taskHandler(convert, async ({ key, limit }, { landing: bucket, logger, fail, execution }) => {
  // The default of the schema is filled in before the work begins.
  const most: number = limit;
  logger.info("converting", { bucket: bucket.bucketName, key, execution: execution?.name });
  if (key === "") return fail("UnreadableFile", "no key");
  return { rows: most };
});

// @ts-expect-error the contract grants no access named `lake`
export const notGranted = taskHandler(convert, async (_, { lake }) => ({ rows: lake.bucketName.length }));

export const wrongError = taskHandler(convert, async (_, { fail }) => {
  // @ts-expect-error the contract declares no such error
  return fail("Unreadable", "no");
});

export const withoutMessage = taskHandler(convert, async (_, { fail }) => {
  // @ts-expect-error an error has a message
  return fail("UnreadableFile");
});

// @ts-expect-error the output needs `rows`
export const wrongOutput = taskHandler(convert, async () => ({ row: 1 }));

// @ts-expect-error `rows` is a number
export const wrongMember = taskHandler(convert, async ({ key }) => ({ rows: key }));

// @ts-expect-error the work gives the output
export const nothing = taskHandler(convert, async () => {});

export const wrongInput = taskHandler(convert, async (input) => {
  // @ts-expect-error the input has no member `bucket`
  return { rows: input.bucket };
});

export const wrongBucket = taskHandler(convert, async (_, context) => {
  // @ts-expect-error a bucket's physical name is `bucketName`
  return { rows: context.landing.name.length };
});

export const noExecution = taskHandler(convert, async (_, { execution }) => {
  // @ts-expect-error a function can be invoked without an execution
  return { rows: execution.name.length };
});

// @ts-expect-error a contract, not its name
export const byName = taskHandler("convert", async () => ({ rows: 1 }));
