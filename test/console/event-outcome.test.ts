import { expect, it } from "vitest";
import { eventOutcome } from "../../console/view-model/event-outcome.ts";

const event = {
  sequence: 1,
  bus: "default",
  source: "shop",
  detailType: "order.placed",
  subject: "{}",
  acceptedAt: 0,
  starts: [],
  problems: [],
} as const;

it("says what an event started, that nothing takes it, or what is in the way", () => {
  expect(eventOutcome({ ...event, starts: ["a", "b"] })).toEqual({ tone: "starts", text: "a, b" });
  expect(eventOutcome(event)).toEqual({ tone: "idle", text: "nothing: no rule takes it" });
  expect(eventOutcome({ ...event, starts: null }).text).toBe("…");
  const problems = ["a: NO_PERMISSIONS: denied"];
  expect(eventOutcome({ ...event, starts: ["a"], problems })).toEqual({ tone: "bad", text: problems[0] });
});
