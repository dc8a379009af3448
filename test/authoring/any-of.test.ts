import { anyOf, defineBucket, defineEvent, defineWorkflow, type Trigger } from "millrace";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const inbox = defineBucket("inbox");
const placed = defineEvent("order.placed", z.object({ id: z.string() }));

describe("anyOf", () => {
  it("gives the workflow each of its triggers", () => {
    const triggers = [inbox.objectCreated({ prefix: "a/" }), placed.emitted()] as const;
    const { triggers: given } = defineWorkflow({ name: "any", trigger: anyOf(...triggers) }, async () => null);
    expect(given).toEqual(triggers);
    expect(defineWorkflow({ name: "one", trigger: triggers[0] }, async () => null).triggers).toEqual([triggers[0]]);
    expect(defineWorkflow({ name: "none", input: z.object({}) }, async () => null).triggers).toEqual([]);
  });

  it("refuses a trigger that is there twice", () => {
    const again = () => anyOf(inbox.objectCreated({ prefix: "a/" }), inbox.objectCreated({ prefix: "a/" }));
    expect(again).toThrow('anyOf has the same trigger twice: "Object Created" of the bucket "inbox"');
    expect(() => anyOf(inbox.objectCreated(), inbox.objectDeleted(), defineBucket("b").objectCreated())).not.toThrow();
  });

  it("refuses two triggers for one event, whose details nothing would tell apart", () => {
    const other = defineEvent("order.placed", z.object({ number: z.int() }));
    const message = 'anyOf has two triggers for the event "order.placed"';
    expect(() => anyOf(placed.emitted(), other.emitted())).toThrow(message);
    expect(() => anyOf(placed.emitted(), placed.emitted({ where: { id: ["o"] } }))).toThrow(message);
  });

  it("refuses the ends of one workflow twice, and takes those of two", () => {
    const [one, two] = ["one", "two"].map((name) => defineWorkflow({ name, input: z.object({}) }, async () => null));
    const again = () => anyOf(one!.finished({ status: "FAILED" }), one!.finished({ status: "ABORTED" }));
    expect(again).toThrow('write one for "one", with status: ["SUCCEEDED", "FAILED"]');
    expect(() => anyOf(one!.finished(), two!.finished())).not.toThrow();
  });

  it("refuses what is no trigger", () => {
    expect(() => anyOf(placed as unknown as Trigger)).toThrow("anyOf takes triggers, and argument 1 is none");
    expect(() => anyOf(placed.emitted(), anyOf(inbox.objectCreated()) as unknown as Trigger)).toThrow("argument 2");
    expect(() => Reflect.apply(anyOf, undefined, [])).toThrow("anyOf needs a trigger");
  });
});
