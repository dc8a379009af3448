import { describe, expect, it } from "vitest";
import { parseRoute, type Route, routeAddress } from "../../console/view-model/route.ts";

const routes: readonly Route[] = [
  { screen: "executions", workflow: "", status: "", text: "" },
  { screen: "executions", workflow: "ingest-birdstrikes", status: "FAILED", text: "a b&c" },
  { screen: "execution", arn: "arn:aws:states:us-east-1:000000000000:execution:w:x", state: "ValidateRows" },
  { screen: "events" },
  { screen: "schedules" },
  { screen: "buckets", bucket: "", prefix: "", key: "" },
  { screen: "buckets", bucket: "landing", prefix: "birdstrikes/", key: "birdstrikes/ü+ ?.csv" },
];

describe("routes", () => {
  it.each(routes)("are read back from their own address: %j", (route) => {
    const { pathname, search } = new URL(routeAddress(route), "http://127.0.0.1");
    expect(parseRoute(pathname, search)).toEqual(route);
  });

  it("tell an address that there is not from the executions", () => {
    expect(parseRoute("/_millrace/nowhere", "?a=1")).toEqual({ screen: "unknown", path: "/_millrace/nowhere" });
    for (const path of ["/_millrace", "/_millrace/"]) expect(parseRoute(path, "").screen).toBe("executions");
    expect(routeAddress({ screen: "unknown", path: "/_millrace/nowhere" })).toBe("/_millrace/nowhere");
  });
});
