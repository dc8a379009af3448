import { defineEvent, defineTask } from "millrace";
import * as z from "zod";

// The task functions that the compared machines call.

export const startJob = defineTask({
  name: "start-job",
  input: z.object({ query: z.string() }),
  output: z.object({ jobId: z.string() }),
});
export const checkJob = defineTask({
  name: "check-job",
  input: z.object({ jobId: z.string() }),
  output: z.object({ status: z.string(), rows: z.int() }),
});
export const chargeCard = defineTask({
  name: "charge-card",
  input: z.object({ orderId: z.string(), amount: z.number() }),
  output: z.object({ chargeId: z.string() }),
  errors: ["CardDeclined"],
});
export const refundCard = defineTask({
  name: "refund-card",
  input: z.object({ chargeId: z.string() }),
  output: z.null(),
});
export const reserveStock = defineTask({
  name: "reserve-stock",
  input: z.object({ sku: z.string(), quantity: z.int() }),
  output: z.object({ left: z.int() }),
  errors: ["OutOfStock"],
});
export const shipOrder = defineTask({
  name: "ship-order",
  input: z.object({ orderId: z.string(), carrier: z.string() }),
  output: z.object({ parcel: z.string() }),
  errors: ["NoCarrier"],
});
export const sendMail = defineTask({
  name: "send-mail",
  input: z.object({ to: z.string(), subject: z.string() }),
  output: z.null(),
});
export const loadPage = defineTask({
  name: "load-page",
  input: z.object({ token: z.nullable(z.string()) }),
  output: z.object({ rows: z.array(z.int()), next: z.nullable(z.string()) }),
});
export const loadUser = defineTask({
  name: "load-user",
  input: z.object({ id: z.string() }),
  output: z.object({ name: z.string(), plan: z.string() }),
});
export const loadUsage = defineTask({
  name: "load-usage",
  input: z.object({ id: z.string() }),
  output: z.object({ hours: z.number() }),
});
export const convertFile = defineTask({
  name: "convert-file",
  input: z.object({ key: z.string(), format: z.string() }),
  output: z.object({ rows: z.int() }),
  errors: ["BadFile"],
});

export const orderShipped = defineEvent("order.shipped", z.object({ orderId: z.string(), parcel: z.string() }));
