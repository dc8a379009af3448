import type { TestEventPatternRequest, TestEventPatternResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import { deepestNesting, flattenEvent, matchesPattern, nestingDepth } from "../../event-patterns/index.ts";
import type { Operation } from "../../service.ts";
import { checkPattern } from "./check-pattern.ts";

const mandatory = ["id", "detail-type", "source", "account", "time", "region", "resources"];

export const testEventPattern: Operation<TestEventPatternRequest, TestEventPatternResponse> = {
  members: ["EventPattern", "Event"],
  authorize: () => [{ action: "events:TestEventPattern", resource: "*" }],
  handle(input) {
    const event = parseEvent(String(input.Event));
    return { Result: matchesPattern(checkPattern(String(input.EventPattern)), flattenEvent(event)) };
  },
};

function parseEvent(text: string): object {
  let event: unknown;
  try {
    if (nestingDepth(text) > deepestNesting) throw new SyntaxError("nested too deeply");
    event = JSON.parse(text);
  } catch {
    throw new AwsError("ValidationException", "Parameter Event is not valid. Reason: Event is not valid JSON.");
  }
  if (typeof event !== "object" || event === null) {
    throw new AwsError("ValidationException", "Parameter Event is not valid. Reason: Event is not an object.");
  }
  const missing = mandatory.find((name) => !Object.hasOwn(event, name));
  if (missing === undefined) return event;
  throw new AwsError("ValidationException", `Parameter Event is not valid. Reason: ${missing} is a required field.`);
}
