// Checked by `npm run types`: what a contract, a trigger and an event refuse at the line where the mistake is.
import {
  type AppEvent,
  defineBucket,
  defineEvent,
  defineTask,
  defineWorkflow,
  emit,
  sleep,
  sleepUntil,
  WorkflowError,
} from "millrace";
import * as z from "zod";

const lake = defineBucket("lake");
const orderPlaced = defineEvent("order.placed", z.object({ id: z.string(), total: z.number() }));
const orderShipped = defineEvent("order.shipped", z.object({ id: z.string(), parcels: z.array(z.string()) }));
const packOrder = defineTask({
  name: "pack-order",
  input: z.object({ id: z.string(), express: z.boolean().default(false) }),
  output: z.object({ parcels: z.array(z.object({ code: z.string(), grams: z.int() })) }),
  errors: ["OutOfStock", "TooHeavy"],
});

// The types along a chain: event → task → task's result → event, each as the one before says.
export const ship = defineWorkflow({ name: "ship", trigger: orderPlaced.emitted() }, async (event) => {
  const { parcels } = await packOrder({ id: event.detail.id });
  const [first] = parcels;
  // @ts-expect-error an element of an array may be missing
  const code: string = first.code;
  // @ts-expect-error grams are a number
  const grams: string = parcels[0]?.grams ?? 0;
  // @ts-expect-error parcels are objects, not their codes
  await emit(orderShipped, { id: event.detail.id, parcels });
  await emit(orderShipped, { id: event.detail.id, parcels: parcels.map((parcel) => parcel.code) });
  // @ts-expect-error the detail has no member `carrier`
  await emit(orderShipped, { id: event.detail.id, parcels: [], carrier: "post" });
  // @ts-expect-error another event has other members
  await emit(orderPlaced, { id: event.detail.id, parcels: [] });
  // @ts-expect-error an event is sent with its detail
  await emit(orderShipped);
  // @ts-expect-error only events of defineEvent are sent
  await emit({ name: "order.shipped" }, { id: event.detail.id });
  // @ts-expect-error a task takes one input
  await packOrder(event.detail.id, true);
  // @ts-expect-error an input is not optional
  await packOrder();
  // @ts-expect-error what is not awaited has no members
  const { length } = packOrder({ id: event.detail.id }).parcels;
  // @ts-expect-error the name of the event is a literal
  const kind: "order.shipped" = event["detail-type"];
  return { code, grams, length, kind };
});

export const timed = defineWorkflow({ name: "timed", input: z.object({ at: z.string() }) }, async ({ at }) => {
  await sleep({ minutes: 5 });
  // @ts-expect-error misspelt unit
  await sleep({ minute: 5 });
  // @ts-expect-error a moment is a text
  await sleepUntil(new Date());
  // @ts-expect-error a span of time is not a text
  await sleep("5 minutes");
  // @ts-expect-error an error has a name and a message
  throw new WorkflowError(at);
});

// @ts-expect-error the function of a workflow is async
export const notAsync = defineWorkflow({ name: "n", input: z.object({}) }, () => ({ done: true }));

export const narrowed = defineWorkflow({ name: "n", input: z.object({ day: z.string() }) }, async ({ day }) => day);
// @ts-expect-error a workflow is run with its input
export const withoutInput: Promise<string> = narrowed.run({});
// @ts-expect-error its result has the type of what it returns
export const result: Promise<number> = narrowed.run({ day: "Monday" });

// @ts-expect-error a trigger is made by a bucket or an event
defineWorkflow({ name: "n", trigger: "order.placed" }, async () => 1);
// @ts-expect-error a trigger is the result of emitted(), not the method
defineWorkflow({ name: "n", trigger: orderPlaced.emitted }, async () => 1);
// @ts-expect-error misspelt option
defineWorkflow({ name: "n", input: z.object({}), checkInputs: false }, async () => 1);
// @ts-expect-error the reason of a loop is a text
defineWorkflow({ name: "n", input: z.object({}), allowLoop: true }, async () => 1);
// @ts-expect-error an input of dates is not JSON
defineWorkflow({ name: "n", input: z.object({ at: z.date() }) }, async () => 1);

// @ts-expect-error a Set is not JSON
defineEvent("a.b", z.object({ ids: z.set(z.string()) }));
// @ts-expect-error undefined is not JSON, an optional member is
defineTask({ name: "a", input: z.object({}), output: z.undefined() });
// @ts-expect-error a function is not JSON
defineTask({ name: "a", input: z.object({ done: z.function() }), output: z.object({}) });
// @ts-expect-error a task has a name
defineTask({ input: z.object({}), output: z.object({}) });
// @ts-expect-error a task says what it gives
defineTask({ name: "a", input: z.object({}) });
// @ts-expect-error a schema, not an example
defineTask({ name: "a", input: { id: "1" }, output: z.object({}) });
// @ts-expect-error errors are names
defineTask({ name: "a", input: z.object({}), output: z.object({}), errors: [new Error("Busy")] });
// @ts-expect-error access is a right that a bucket gives, not the bucket
defineTask({ name: "a", input: z.object({}), output: z.object({}), access: { lake } });
// @ts-expect-error a key pattern is a text
lake.read({ prefix: "a/" });
// @ts-expect-error a bucket gives no right to delete
lake.delete("a/*");
// @ts-expect-error a prefix is a text
lake.objectCreated({ prefix: /^a/ });
// @ts-expect-error the detail of an event is what its schema says
export const asOther: AppEvent<"order.placed", typeof orderShipped.schema> = orderPlaced;
