// Checked by `npm run types`: each @ts-expect-error is an error that a user must see, at the line where the mistake is.
import {
  anyOf,
  call,
  callback,
  context,
  defineBucket,
  defineEvent,
  defineTask,
  defineWorkflow,
  emit,
  eventPattern,
  schedule,
  isTaskError,
  mapItems,
  errors,
  sleep,
  sleepUntil,
} from "millrace";
import * as z from "zod";

const quote = defineWorkflow(
  { name: "quote", type: "express", input: z.object({ id: z.string() }) },
  async ({ id }) => ({
    price: id.length,
  }),
);
// @ts-expect-error there are two types, in small letters
defineWorkflow({ name: "quote", type: "EXPRESS", input: z.object({ id: z.string() }) }, async () => null);
export const quoted = defineWorkflow({ name: "quoted", input: z.object({}) }, async () => {
  const { price } = await call(quote, { id: "a" });
  // @ts-expect-error the input of the other has no `order`
  await call(quote, { order: "a" });
  const doubled: number = price * 2;
  return doubled;
});

const landing = defineBucket("landing");
const orderPlaced = defineEvent("order.placed", z.object({ id: z.string(), total: z.number() }));
const chargeCard = defineTask({
  name: "charge-card",
  input: z.object({ orderId: z.string(), amount: z.number() }),
  output: z.object({ chargeId: z.string(), note: z.string().optional() }),
  errors: ["CardDeclined"],
  access: { landing: landing.read("orders/*") },
});
const sendReceipt = defineTask({
  name: "send-receipt",
  input: z.object({ chargeId: z.string() }),
  output: z.object({}),
});

// From event to workflow to task to task to event.
export const charge = defineWorkflow({ name: "charge", trigger: orderPlaced.emitted() }, async ({ detail }) => {
  const { chargeId } = await chargeCard({ orderId: detail.id, amount: detail.total });
  await sendReceipt({ chargeId });
  await emit(orderPlaced, { id: chargeId, total: detail.total });
  return { chargeId };
});

export const wrongMembers = defineWorkflow({ name: "w", trigger: orderPlaced.emitted() }, async ({ detail }) => {
  // @ts-expect-error the event's detail has no member `identifier`
  const id = detail.identifier;
  // @ts-expect-error the task's input has no member `order`
  await chargeCard({ order: detail.id, amount: detail.total });
  // @ts-expect-error the task's input needs `amount`
  await chargeCard({ orderId: detail.id });
  const charged = await chargeCard({ orderId: detail.id, amount: detail.total });
  // @ts-expect-error the task's output has no member `receiptId`
  await sendReceipt({ chargeId: charged.receiptId });
  // @ts-expect-error an optional member is not a string
  await sendReceipt({ chargeId: charged.note });
  // @ts-expect-error the event needs `total`
  await emit(orderPlaced, { id: charged.chargeId });
  // @ts-expect-error `total` is a number
  await emit(orderPlaced, { id: charged.chargeId, total: "1" });
  return id;
});

export const objects = defineWorkflow(
  { name: "o", trigger: landing.objectCreated({ prefix: "a/" }) },
  async (event) => {
    const key: string = event.detail.object.key;
    // @ts-expect-error S3 names it `key`
    const name = event.detail.object.name;
    // @ts-expect-error the version id exists only on versioned buckets
    const version: string = event.detail.object["version-id"];
    // @ts-expect-error there is no member `Records`: that is S3's other notification format
    return { key, name, version, records: event.Records };
  },
);

const orderRejected = defineEvent("order.rejected", z.object({ id: z.string(), reason: z.string() }));
const several = anyOf(landing.objectCreated({ prefix: "a/" }), orderPlaced.emitted(), orderRejected.emitted());
export const anyEvent = defineWorkflow({ name: "any", trigger: several }, async (event) => {
  const at: string = event.time;
  // @ts-expect-error the detail of an order has no object
  const early = event.detail.object;
  // @ts-expect-error the detail of an object has no id
  const id = event.detail.id;
  if (event["detail-type"] === "Object Created") {
    const source: "aws.s3" = event.source;
    // @ts-expect-error this detail is the object's
    return { key: event.detail.object.key, source, at, total: event.detail.total };
  }
  // Both that are left have it.
  const order: string = event.detail.id;
  // @ts-expect-error only one of them has a reason
  const reason = event.detail.reason;
  // @ts-expect-error no trigger has this detail type
  if (event["detail-type"] === "order.shipped") return order;
  switch (event["detail-type"]) {
    case "order.placed":
      return event.detail.total;
    case "order.rejected":
      return event.detail.reason;
    default: {
      const none: never = event;
      return { none, early, id, reason };
    }
  }
});

const twoFolders = anyOf(landing.objectCreated({ prefix: "a/" }), landing.objectCreated({ prefix: "b/" }));
// Two triggers of one kind give one event: there is nothing to tell apart.
export const oneEvent = defineWorkflow({ name: "two", trigger: twoFolders }, async ({ detail }) => detail.object.size);

const inAndOut = anyOf(landing.objectCreated(), landing.objectDeleted());
export const created = defineWorkflow({ name: "in-out", trigger: inAndOut }, async ({ detail }) => {
  const key: string = detail.object.key;
  // @ts-expect-error an object that went has no size
  return { key, size: detail.object.size };
});

const stopped = eventPattern(
  { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"], detail: { state: ["stopped"] } },
  z.object({ "instance-id": z.string() }),
);
const watched = anyOf(stopped, created.finished({ status: ["FAILED", "ABORTED"] }), oneEvent.finished());
export const watcher = defineWorkflow({ name: "watcher", trigger: watched }, async (event) => {
  // @ts-expect-error an instance has no status
  const early = event.detail.status;
  // Their sources are literals too, so either tells them apart.
  if (event.source === "aws.ec2") return { id: event.detail["instance-id"], early };
  const status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED" = event.detail.status;
  // @ts-expect-error an execution that failed has no output
  const output: string = event.detail.output;
  return { status, output };
});
const failures = { name: "failures", trigger: created.finished({ status: "FAILED" }) };
export const onFailure = defineWorkflow(failures, async ({ detail }) => {
  const failed: "FAILED" = detail.status;
  // @ts-expect-error only failures start it
  return detail.status === "SUCCEEDED" ? "" : failed;
});
// @ts-expect-error that is the status of one that has not ended
created.finished({ status: "RUNNING" });
// @ts-expect-error one detail type tells an event apart
eventPattern({ source: ["a"], "detail-type": ["b", "c"] }, z.object({}));
// @ts-expect-error an event must be told by its source
eventPattern({ source: [], "detail-type": ["b"] }, z.object({}));
// @ts-expect-error a Date is not JSON
eventPattern({ source: ["a"], "detail-type": ["b"] }, z.object({ at: z.date() }));

const nightly = schedule.cron("0 2 * * ? *", { name: "nightly", timeZone: "Europe/Vienna" });
const often = schedule.rate({ minutes: 15 }, { name: "often", flexibleMinutes: 5 });
export const onSchedule = defineWorkflow(
  { name: "on-schedule", trigger: anyOf(nightly, often, orderPlaced.emitted()) },
  async (event) => {
    // @ts-expect-error an order has no schedule
    const early = event.detail.schedule;
    if (event["detail-type"] === "order.placed") return { early, total: event.detail.total };
    const source: "aws.scheduler" = event.source;
    const which: "nightly" | "often" = event.detail.schedule;
    // @ts-expect-error no schedule has this name
    if (event.detail.schedule === "weekly") return { source };
    return { source, which, at: event.time };
  },
);
export const once = defineWorkflow(
  { name: "once", trigger: schedule.at("2026-12-31T23:00:00") },
  async ({ detail }) => {
    const name: "schedule" = detail.schedule;
    return name;
  },
);
// @ts-expect-error a schedule is to the minute
schedule.rate({ seconds: 5 });
// @ts-expect-error a day has 24 hours in every time zone
schedule.rate({ days: 1 }, { timeZone: "Europe/Vienna" });
// @ts-expect-error a time is a text without a zone
schedule.at(new Date());

// @ts-expect-error there must be a trigger
anyOf();
// @ts-expect-error an event is no trigger: orderPlaced.emitted() is
anyOf(landing.objectCreated(), orderPlaced);
// @ts-expect-error one list of triggers, not lists in lists
anyOf(landing.objectDeleted(), several);

export const byHand = defineWorkflow({ name: "h", input: z.object({ day: z.string() }) }, async (input) => {
  // @ts-expect-error the input has no member `date`
  return input.date;
});

export const waits = defineWorkflow({ name: "s", input: z.object({ at: z.string() }) }, async ({ at }) => {
  await sleep(30);
  await sleep({ hours: 1, minutes: 30 });
  await sleepUntil(at);
  // @ts-expect-error there is no unit of milliseconds
  await sleep({ milliseconds: 500 });
  // @ts-expect-error a text is no duration
  await sleep("5 minutes");
  // @ts-expect-error a moment is a timestamp, as it is in JSON
  await sleepUntil(1_767_225_600_000);
});

const approval = z.object({ approved: z.boolean() });
export const answers = defineWorkflow({ name: "c", input: z.object({ id: z.string() }) }, async ({ id }) => {
  const limits = { timeoutSeconds: 60 };
  const answer = await callback({ output: approval, ...limits }, (token) => sendReceipt({ chargeId: token }));
  const approved: boolean = answer.approved;
  // @ts-expect-error the answer has no member `by`
  const by = answer.by;
  // @ts-expect-error without a timeout it could wait for years
  await callback({ output: approval }, (token) => sendReceipt({ chargeId: token }));
  // @ts-expect-error a Date is not JSON
  await callback({ output: z.date(), ...limits }, (token) => sendReceipt({ chargeId: token }));
  // @ts-expect-error the token is a text
  await callback({ output: approval, ...limits }, (token) => chargeCard({ orderId: id, amount: token }));
  const careful = chargeCard.with({ retry: [{ errors: ["CardDeclined", errors.Timeout], maxAttempts: 1 }] });
  // @ts-expect-error it is the same task: the input needs `amount`
  await careful({ orderId: id });
  const { chargeId } = await careful({ orderId: id, amount: 1 });
  // @ts-expect-error retry is "none" or rules
  chargeCard.with({ retry: 3 });
  // @ts-expect-error a rule has no `attempts`
  chargeCard.with({ retry: [{ errors: [errors.All], attempts: 2 }] });
  // @ts-expect-error a function that is waited for sends no heartbeats
  chargeCard.with({ heartbeatSeconds: 10 });
  return { approved, by, chargeId };
});

const shipOrder = defineWorkflow({ name: "ship", input: z.object({ id: z.string() }) }, async ({ id }) => ({
  parcel: id,
}));
const tidyUp = defineWorkflow({ name: "tidy", input: z.object({}) }, async () => {});
export const calls = defineWorkflow({ name: "k", input: z.object({ id: z.string() }) }, async ({ id }) => {
  const { parcel } = await call(shipOrder, { id });
  const text: string = parcel;
  // @ts-expect-error the output has no member `box`
  const { box } = await call(shipOrder, { id });
  // @ts-expect-error the input needs `id`
  await call(shipOrder, {});
  // @ts-expect-error the id is a text
  await call(shipOrder, { id: 7 });
  // A workflow that returns nothing gives null.
  const nothing: null = await call(tidyUp, {});
  // @ts-expect-error a task is no workflow
  await call(sendReceipt, { chargeId: id });
  return { text, box, nothing };
});

export const moments = defineWorkflow({ name: "m", input: z.object({}) }, async () => {
  const at: number = context.now();
  const started: string = context.execution.startTime;
  // @ts-expect-error the present moment is a number
  const text: string = context.now();
  // @ts-expect-error what an execution was given is the parameter
  const input = context.execution.input;
  return { at, started, text, input, of: context.workflow.name };
});

export function names(error: unknown): string {
  // @ts-expect-error the task declares no such error
  if (isTaskError(error, chargeCard, "CardStolen")) return error.name;
  if (isTaskError(error, chargeCard, "CardDeclined")) {
    const name: "CardDeclined" = error.name;
    return name;
  }
  return "";
}

// @ts-expect-error a Date is not JSON
defineTask({ name: "a", input: z.object({ at: z.date() }), output: z.object({}) });
// @ts-expect-error a bigint is not JSON
defineTask({ name: "a", input: z.object({}), output: z.object({ size: z.bigint() }) });
// @ts-expect-error a Map is not JSON
defineEvent("a", z.map(z.string(), z.string()));
// @ts-expect-error an event's pattern names only members of its detail
orderPlaced.emitted({ where: { identifier: ["1"] } });
// @ts-expect-error a workflow needs a trigger or an input
defineWorkflow({ name: "n" }, async () => 1);
// @ts-expect-error misspelt option
landing.objectCreated({ prefx: "a/" });
// @ts-expect-error misspelt option
defineTask({ name: "a", input: z.object({}), output: z.object({}), timeoutSecond: 3 });

export const overItems = defineWorkflow(
  { name: "m", input: z.object({ ids: z.array(z.string()) }) },
  async ({ ids }) => {
    const charges = await mapItems(ids, { concurrency: 3 }, async (orderId, index) =>
      chargeCard({ orderId, amount: index }),
    );
    const first: string | undefined = charges[0]?.chargeId;
    const sizes: number[] = await mapItems(ids, { batchSize: 10 }, async (batch) => batch.length);
    // @ts-expect-error a batch is an array, not an item
    await mapItems(ids, { batchSize: 10 }, async (batch) => chargeCard({ orderId: batch, amount: 1 }));
    // @ts-expect-error batches have no index
    await mapItems(ids, { batchSize: 10 }, async (batch, index) => batch.length + index);
    // @ts-expect-error misspelt option
    await mapItems(ids, { concurency: 3 }, async (orderId) => orderId);
    // @ts-expect-error the options are not left out
    await mapItems(ids, async (orderId) => orderId);
    // @ts-expect-error items are an array
    await mapItems("abc", {}, async (orderId) => orderId);
    return { first, sizes };
  },
);

export const overObjects = defineWorkflow({ name: "o", input: z.object({}) }, async () => {
  const keys: string[] = await mapItems(landing.objects({ prefix: "orders/" }), {}, async ({ Key, Size }, index) => {
    const bytes: number = Size + index;
    return `${Key}: ${bytes}`;
  });
  const row = z.object({ id: z.string(), cents: z.string() });
  const cents: string[] = await mapItems(landing.csv("a.csv", row, { header: ["id", "cents"] }), {}, async (found) => {
    // @ts-expect-error the row has no column `total`
    await chargeCard({ orderId: found.total, amount: 1 });
    return found.cents;
  });
  // @ts-expect-error fields of a CSV file are texts
  await mapItems(landing.csv("a.csv", z.object({ id: z.string(), cents: z.number() })), {}, async ({ cents }) => cents);
  // @ts-expect-error misspelt option
  await mapItems(landing.csv("a.csv", row, { headers: ["id"] }), {}, async ({ id }) => id);
  // @ts-expect-error JSON has no delimiter
  await mapItems(landing.json("a.json", row, { delimiter: ";" }), {}, async ({ id }) => id);
  // What is read has no defaults, and was not transformed.
  const raw = z.object({ note: z.string().default("none"), cents: z.string().transform(Number) });
  const notes: (string | undefined)[] = await mapItems(landing.json("b.json", raw), {}, async ({ note }) => note);
  // @ts-expect-error a text, which the schema would have made a number
  await mapItems(landing.json("b.json", raw), {}, async ({ cents }) => chargeCard({ orderId: "1", amount: cents }));
  const item = z.object({ total: z.number() });
  const totals: number[] = await mapItems(landing.jsonl("a.jsonl", item), { batchSize: 5 }, async (batch) =>
    batch.reduce((sum, { total }) => sum + total, 0),
  );
  const written = await mapItems(landing.json("a.json", item), { results: landing.write("out/*") }, async () => null);
  const manifest: string = written.ResultWriterDetails.Key;
  // @ts-expect-error the results are in the bucket
  written.map((result) => result);
  // @ts-expect-error a source is no array
  for (const line of landing.jsonl("a.jsonl", item)) await chargeCard({ orderId: "1", amount: line });
  return { keys, cents, totals, manifest, notes };
});
