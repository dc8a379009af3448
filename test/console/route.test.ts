import { describe, expect, it } from "vitest";
import { parseRoute, type Route, routeAddress } from "../../console/view-model/route.ts";

const routes: readonly Route[] = [
  { screen: "executions", workflow: "", status: "", text: "" },
  { screen: "executions", workflow: "ingest-birdstrikes", status: "FAILED", text: "a b&c" },
  { screen: "execution", arn: "arn:aws:states:us-east-1:000000000000:execution:w:x", state: "ValidateRows" },
  { screen: "buckets", bucket: "", prefix: "", key: "" },
  { screen: "buckets", bucket: "landing", prefix: "birdstrikes/", key: "birdstrikes/ü+ ?.csv" },
];

describe("routes", () => {
  it.each(routes)("are read back from their own address: %j", (route) => {
    const { pathname, search } = new URL(routeAddress(route), "http://127.0.0.1");
    expect(parseRoute(pathname, search)).toEqual(route);
  });

  it("lead to the executions from an unknown address", () => {
    expect(parseRoute("/_millrace/nowhere", "").screen).toBe("executions");
  });
});
