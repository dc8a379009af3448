import { anyOf, defineBucket, defineEvent, defineWorkflow, eventPattern, schedule } from "millrace";
import { emittedEvent, finishedEvent, objectCreatedEvent, patternEvent, scheduledEvent } from "millrace/testing";
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

  it("make what a pattern matches, with a detail that its schema takes", async () => {
    const trigger = eventPattern({ source: ["aws.ec2"], "detail-type": ["Stopped"] }, z.object({ id: z.string() }));
    const event = patternEvent(trigger, { id: "i-1" });
    expect(event).toMatchObject({ source: "aws.ec2", "detail-type": "Stopped", detail: { id: "i-1" } });
    expect(() => patternEvent(trigger, { id: 7 as unknown as string })).toThrow(z.ZodError);
    const onPattern = defineWorkflow({ name: "on-pattern", trigger }, async ({ detail }) => detail.id);
    expect(await onPattern.run(event)).toBe("i-1");
  });

  it("make what a schedule sends, at the time that is wanted", async () => {
    const nightly = schedule.cron("0 2 * * ? *", { name: "nightly" });
    const onNight = defineWorkflow({ name: "on-night", trigger: nightly }, async ({ time, detail }) => [
      time,
      detail.schedule,
    ]);
    expect(await onNight.run(scheduledEvent(nightly, { time: "2026-05-04T02:00:00Z" }))).toEqual([
      "2026-05-04T02:00:00Z",
      "nightly",
    ]);
    expect(scheduledEvent(nightly)).toMatchObject({ source: "aws.scheduler", "detail-type": "Scheduled Event" });
  });

  it("make what Step Functions sends when an execution has ended", async () => {
    const ingest = defineWorkflow({ name: "ingest", input: z.object({}) }, async () => null);
    const onEnd = defineWorkflow({ name: "on-end", trigger: ingest.finished() }, async ({ detail }) => detail.output);
    const event = finishedEvent(ingest, { status: "SUCCEEDED", output: { rows: 2 } });
    expect(event.source).toBe("aws.states");
    expect(await onEnd.run(event)).toBe('{"rows":2}');
    const failed = finishedEvent(ingest, { status: "FAILED", error: "BadFile" });
    expect(failed.detail).toMatchObject({ status: "FAILED", output: null, error: "BadFile", cause: null });
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
