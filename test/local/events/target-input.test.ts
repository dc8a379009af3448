import { describe, expect, it } from "vitest";
import type { EventEnvelope } from "../../../src/local/services/events/event-envelope.ts";
import { parseJsonPath } from "../../../src/local/services/events/json-path.ts";
import { targetInput } from "../../../src/local/services/events/target-input.ts";

const event: EventEnvelope = {
  version: "0",
  id: "1",
  "detail-type": "made",
  source: "app",
  account: "000000000000",
  time: "2026-01-01T00:00:00Z",
  region: "us-east-1",
  resources: [],
  detail: { n: 1, text: 'a "b"\n', list: [1, { deep: true }], "a.b": 2 },
};
const context = { event, ruleArn: "arn:aws:events:us-east-1:000000000000:rule/bus/r", acceptedAt: 0 };

const fill = (template: string, paths: Record<string, string> = {}): string =>
  targetInput({ Id: "t", Arn: "a", InputTransformer: { InputPathsMap: paths, InputTemplate: template } }, context);

describe("the input of a target", () => {
  it("is the event, where nothing else is said", () => {
    expect(JSON.parse(targetInput({ Id: "t", Arn: "a" }, context))).toEqual(event);
  });

  it("is a part of it by path, or null where there is none", () => {
    const at = (InputPath: string): string => targetInput({ Id: "t", Arn: "a", InputPath }, context);
    expect(at("$.detail.list[1].deep")).toBe("true");
    expect(at("$.detail['a.b']")).toBe("2");
    expect(at("$.detail-type")).toBe('"made"');
    expect(at("$.detail.none.deeper")).toBe("null");
  });

  it("stays valid JSON whatever text a template takes in", () => {
    expect(JSON.parse(fill(`{"t": "it says <text>", "same": <text>}`, { text: "$.detail.text" }))).toEqual({
      t: 'it says a "b"\n',
      same: 'a "b"\n',
    });
  });

  it("fills in objects, and leaves what looks like a name in a value alone", () => {
    expect(JSON.parse(fill(`{"list": <list>, "in": "<list>"}`, { list: "$.detail.list" }))).toEqual({
      list: [1, { deep: true }],
      in: `[1,{"deep":true}]`,
    });
    expect(fill(`"<a>"`, { a: "$.source" })).toBe('"app"');
    expect(fill(`{"escaped": "\\"<a>\\""}`, { a: "$.source" })).toBe(`{"escaped": "\\"app\\""}`);
  });

  it("knows the reserved names", () => {
    const filled = fill(`{"rule": "<aws.events.rule-name>", "whole": <aws.events.event.json>}`);
    expect(JSON.parse(filled)).toEqual({ rule: "r", whole: event });
  });
});

describe("paths", () => {
  it.each(["$", "$.a", "$.a[0].b", "$['a b']", `$["a"]`, "$.detail-type"])("takes %s", (path) => {
    expect(parseJsonPath(path)).toBeDefined();
  });
  it.each(["", "a", "$.", "$..a", "$.a[*]", "$.a[?(@.b)]", "$.a["])("rejects %s", (path) => {
    expect(parseJsonPath(path)).toBeUndefined();
  });
});
