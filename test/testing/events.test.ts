import { anyOf, defineBucket, defineEvent, defineWorkflow } from "millrace";
import { emittedEvent, objectCreatedEvent } from "millrace/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const orderPlaced = defineEvent("order.placed", z.object({ id: z.string(), gift: z.boolean().default(false) }));

describe("builders of events", () => {
  it("make what S3 sends of a new object", () => {
    const event = objectCreatedEvent({ bucket: "landing", key: "in/ä b.csv", size: 12, etag: "abc" });
    expect(event).toMatchObject({
      source: "aws.s3",
      "detail-type": "Object Created",
      detail: { bucket: { name: "landing" }, object: { key: "in/ä b.csv", size: 12, etag: "abc" } },
    });
    expect(objectCreatedEvent({ bucket: "b", key: "k" }).detail.object).toMatchObject({ size: 0 });
  });

  it("make what emit sends, with a detail that the schema takes", () => {
    const event = emittedEvent(orderPlaced, { id: "o-1" });
    expect(event["detail-type"]).toBe("order.placed");
    expect(event.detail).toEqual({ id: "o-1", gift: false });
    expect(() => emittedEvent(orderPlaced, { id: 7 as unknown as string })).toThrow(z.ZodError);
  });

  it("are inputs of the workflows with these triggers", async () => {
    const onObject = defineWorkflow(
      { name: "on-object", trigger: defineBucket("landing").objectCreated() },
      async ({ detail }) => detail.object.size,
    );
    const onEvent = defineWorkflow(
      { name: "on-event", trigger: orderPlaced.emitted() },
      async ({ detail }) => detail.gift,
    );
    const onEither = defineWorkflow(
      { name: "on-either", trigger: anyOf(defineBucket("landing").objectCreated(), orderPlaced.emitted()) },
      async (event) => (event["detail-type"] === "order.placed" ? event.detail.id : event.detail.object.key),
    );
    expect(await onEither.run(objectCreatedEvent({ bucket: "landing", key: "k" }))).toBe("k");
    expect(await onEither.run(emittedEvent(orderPlaced, { id: "o" }))).toBe("o");
    expect(await onObject.run(objectCreatedEvent({ bucket: "landing", key: "k", size: 3 }))).toBe(3);
    expect(await onEvent.run(emittedEvent(orderPlaced, { id: "o", gift: true }))).toBe(true);
  });
});
