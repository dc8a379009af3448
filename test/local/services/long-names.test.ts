import { expect, it } from "vitest";
import { busNameOf } from "../../../src/local/services/events/bus-store.ts";
import { queueName } from "../../../src/local/services/sqs/queue-store.ts";

it.each([
  ["http://127.0.0.1:4566/000000000000/orders", "orders"],
  ["http://127.0.0.1:4566/000000000000/orders/", "orders"],
  ["orders", "orders"],
  ["http://127.0.0.1:4566/000000000000/orders//", ""],
  ["", ""],
])("a queue's URL %s names %s", (url, name) => {
  expect(queueName(url)).toBe(name);
});

it("names of queues and buses are found at once, however long the text is", () => {
  expect(queueName(`${"a".repeat(500_000)}//`)).toBe("");
  const rest = `${":event-bus/".repeat(100_000)}\n`;
  expect(busNameOf(`:event-bus/${rest}`)).toBe(rest);
});
