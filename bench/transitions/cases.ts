import type { Json } from "millrace";

export type Answer = { readonly output: Json } | { readonly error: string; readonly message: string };

/** One execution: what goes in, and how the task functions answer, in the order of their calls. */
export interface Case {
  readonly input: Json;
  readonly tasks: Readonly<Record<string, readonly Answer[]>>;
}

const gives = (...outputs: readonly Json[]): readonly Answer[] => outputs.map((output) => ({ output }));
const fails = (error: string): readonly Answer[] => [{ error, message: `${error} it was` }];

/** By the workflow's name: ordinary executions, and those that go wrong. */
export const cases: Readonly<Record<string, readonly Case[]>> = {
  "poll-job": [
    {
      input: { query: "q" },
      tasks: { "start-job": gives({ jobId: "j" }), "check-job": gives({ status: "SUCCEEDED", rows: 3 }) },
    },
    {
      input: { query: "q" },
      tasks: {
        "start-job": gives({ jobId: "j" }),
        "check-job": gives(
          { status: "RUNNING", rows: 0 },
          { status: "RUNNING", rows: 0 },
          { status: "SUCCEEDED", rows: 9 },
        ),
      },
    },
    {
      input: { query: "q" },
      tasks: { "start-job": gives({ jobId: "j" }), "check-job": gives({ status: "FAILED", rows: 0 }) },
    },
  ],
  "reserve-lines": [
    { input: { lines: [] }, tasks: {} },
    {
      input: {
        lines: [
          { sku: "a", quantity: 1 },
          { sku: "b", quantity: 2 },
          { sku: "c", quantity: 3 },
        ],
      },
      tasks: { "reserve-stock": gives({ left: 1 }, { left: 2 }, { left: 3 }) },
    },
    {
      input: {
        lines: [
          { sku: "a", quantity: 1 },
          { sku: "b", quantity: 0 },
          { sku: "c", quantity: 3 },
          { sku: "d", quantity: 1 },
        ],
      },
      tasks: { "reserve-stock": [...gives({ left: 1 }), ...fails("OutOfStock"), ...gives({ left: 4 })] },
    },
  ],
  "order-saga": [
    { input: { id: "o", email: "e", prices: [], express: true }, tasks: {} },
    {
      input: { id: "o", email: "e", prices: [1, 2], express: true },
      tasks: { "charge-card": gives({ chargeId: "c" }), "ship-order": gives({ parcel: "p" }) },
    },
    {
      input: { id: "o", email: "e", prices: [1, 2], express: false },
      tasks: { "charge-card": fails("CardDeclined"), "send-mail": gives(null) },
    },
    {
      input: { id: "o", email: "e", prices: [1, 2], express: false },
      tasks: { "charge-card": gives({ chargeId: "c" }), "ship-order": fails("NoCarrier"), "refund-card": gives(null) },
    },
  ],
  "read-pages": [
    { input: {}, tasks: { "load-page": gives({ rows: [], next: null }) } },
    {
      input: {},
      tasks: { "load-page": gives({ rows: [1], next: "a" }, { rows: [2, 3], next: "b" }, { rows: [4], next: null }) },
    },
  ],
  "bill-user": [
    {
      input: { id: "u" },
      tasks: { "load-user": gives({ name: "Ann", plan: "free" }), "load-usage": gives({ hours: 30 }) },
    },
    {
      input: { id: "u" },
      tasks: {
        "load-user": gives({ name: "Ann", plan: "school" }),
        "load-usage": gives({ hours: 30 }),
        "charge-card": gives({ chargeId: "c" }),
      },
    },
    {
      input: { id: "u" },
      tasks: {
        "load-user": gives({ name: "Ann", plan: "pro" }),
        "load-usage": gives({ hours: 300 }),
        "send-mail": gives(null),
      },
    },
  ],
  "convert-files": [
    { input: { keys: [] }, tasks: {} },
    { input: { keys: ["a.csv", "b.csv", "c.txt"] }, tasks: { "convert-file": gives({ rows: 1 }, { rows: 2 }) } },
    {
      input: { keys: ["a.csv", "b.csv"] },
      tasks: { "convert-file": [...fails("BadFile"), ...gives({ rows: 2 })], "send-mail": gives(null) },
    },
  ],
  "try-carriers": [
    { input: { id: "o", carriers: [] }, tasks: {} },
    {
      input: { id: "o", carriers: ["x", "y"] },
      tasks: { "ship-order": [...fails("NoCarrier"), ...gives({ parcel: "p" })] },
    },
    { input: { id: "o", carriers: ["x"] }, tasks: { "ship-order": fails("TypeError") } },
    {
      input: { id: "o", carriers: ["x", "y"] },
      tasks: { "ship-order": [...fails("NoCarrier"), ...fails("NoCarrier")] },
    },
  ],
  "clean-up": [
    {
      input: { query: "q" },
      tasks: {
        "start-job": gives({ jobId: "j" }),
        "check-job": gives({ status: "DONE", rows: 2 }),
        "send-mail": gives(null),
      },
    },
    {
      input: { query: "q" },
      tasks: {
        "start-job": gives({ jobId: "j" }),
        "check-job": gives({ status: "DONE", rows: 0 }),
        "send-mail": gives(null),
      },
    },
    { input: { query: "q" }, tasks: { "start-job": fails("Broken"), "send-mail": gives(null) } },
    {
      input: { query: "q" },
      tasks: { "start-job": gives({ jobId: "j" }), "check-job": fails("Broken"), "send-mail": gives(null) },
    },
  ],
  "score-rows": [
    { input: { limit: 5 }, tasks: { "load-page": gives({ rows: [], next: null }), "send-mail": gives(null) } },
    {
      input: { limit: 5 },
      tasks: { "load-page": gives({ rows: [6, 7, 8, 1, 9], next: null }), "send-mail": gives(null) },
    },
  ],
};
