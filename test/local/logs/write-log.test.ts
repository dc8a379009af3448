import type { FilterLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogsService, writeLog } from "../../../src/local/services/logs/index.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";

const day = 86_400_000;

describe("logs written inside the process", () => {
  const clock = createManualClock();
  let running: TestCloud;
  beforeAll(async () => {
    running = await createTestCloud({ services: [createLogsService], clock });
  });
  afterAll(() => running.close());

  const call = <Output>(operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>("logs", operation, input, { kind: "root" });
  const messages = async (logGroupName: string): Promise<readonly (string | undefined)[]> => {
    const { events = [] } = await call<FilterLogEventsResponse>("FilterLogEvents", { logGroupName });
    return events.map(({ message }) => message);
  };

  it("make their group and stream, and come back in the order written", async () => {
    writeLog(running.cloud, "/aws/lambda/work", "2026/11/22/[$LATEST]a", ["one", "two"]);
    writeLog(running.cloud, "/aws/lambda/work", "2026/11/22/[$LATEST]b", ["three"]);
    expect(await messages("/aws/lambda/work")).toEqual(["one", "two", "three"]);
  });

  it("survive a transaction that the caller holds, and vanish with one that the caller gives up", async () => {
    running.cloud.db.exec("BEGIN");
    writeLog(running.cloud, "held", "s", ["gone"]);
    running.cloud.db.exec("ROLLBACK");
    await expect(messages("held")).rejects.toThrow("The specified log group does not exist.");
  });

  it("are forgotten after the retention of their group", async () => {
    writeLog(running.cloud, "brief", "s", ["old"]);
    await clock.advance(2 * day);
    writeLog(running.cloud, "brief", "s", ["new"]);
    await call("PutRetentionPolicy", { logGroupName: "brief", retentionInDays: 1 });
    expect(await messages("brief")).toEqual(["new"]);
  });
});
