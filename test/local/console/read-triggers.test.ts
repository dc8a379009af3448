import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createConsoleHandler } from "../../../src/local/console/console-handler.ts";
import type { TriggerList } from "../../../src/local/console/read-api.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";
import { createMachine } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

describe("what an upload starts", () => {
  let cloud: TestCloud;
  const call = (service: "s3" | "events" | "states", operation: string, input: object): Promise<object> =>
    cloud.cloud.call(service, operation, input, { kind: "root" });

  const read = async (query: Readonly<Record<string, string>>): Promise<TriggerList["triggers"]> => {
    const address = `${cloud.endpoint}/_millrace/api/triggers?${new URLSearchParams(query).toString()}`;
    return ((await (await fetch(address)).json()) as TriggerList).triggers;
  };

  beforeAll(async () => {
    cloud = await createTestCloud({ createConsole: (running) => createConsoleHandler(running, "/nowhere") });
    await createRoles(cloud.cloud);
    const machine = await createMachine(cloud, { Done: { Type: "Succeed" } }, "ingest-machine");
    await call("states", "TagResource", {
      resourceArn: machine,
      tags: [{ key: "millrace:workflow", value: "ingest" }],
    });
    for (const Bucket of ["landing", "silent"]) await call("s3", "CreateBucket", { Bucket });
    await call("s3", "PutBucketNotificationConfiguration", {
      Bucket: "landing",
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    });
    const rule = async (name: string, object: object, state = "ENABLED"): Promise<void> => {
      const EventPattern = JSON.stringify({
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: ["landing", "silent"] }, object },
      });
      await call("events", "PutRule", { Name: name, EventPattern, State: state });
      const RoleArn = "arn:aws:iam::000000000000:role/machine";
      await call("events", "PutTargets", { Rule: name, Targets: [{ Id: "1", Arn: machine, RoleArn }] });
    };
    await rule("csv", { key: [{ wildcard: "in/*.csv" }] });
    await rule("large", { key: [{ prefix: "big/" }], size: [{ numeric: [">", 100] }] });
    await rule("off", { key: [{ prefix: "in/" }] }, "DISABLED");
    await call("events", "PutRule", { Name: "other", EventPattern: '{"source":["app"]}' });
  });

  afterAll(() => cloud.close());

  it("is told with the keys that are taken", async () => {
    expect(await read({ bucket: "landing" })).toEqual([
      { starts: "ingest", keys: ["in/*.csv"], matches: null, reasons: [] },
      { starts: "ingest", keys: ["big/*"], matches: null, reasons: [] },
    ]);
  });

  it("is judged for a key as EventBridge judges its event", async () => {
    const matches = async (key: string, size: number): Promise<readonly (boolean | null)[]> =>
      (await read({ bucket: "landing", key, size: String(size) })).map((trigger) => trigger.matches);
    expect(await matches("in/ä.csv", 1)).toEqual([true, false]);
    expect(await matches("in/a.txt", 1)).toEqual([false, false]);
    expect(await matches("big/a", 100)).toEqual([false, false]);
    expect(await matches("big/a", 101)).toEqual([false, true]);
  });

  it("is explained where a key is not taken", async () => {
    const triggers = await read({ bucket: "landing", key: "in/a.CSV", size: "1" });
    expect(triggers.map(({ reasons }) => reasons)).toEqual([
      [`detail.object.key is "in/a.CSV"; the pattern asks [{"wildcard":"in/*.csv"}] (upper and lower case differ)`],
      [
        `detail.object.key is "in/a.CSV"; the pattern asks [{"prefix":"big/"}]`,
        `detail.object.size is 1; the pattern asks [{"numeric":[">",100]}]`,
      ],
    ]);
  });

  it("is nothing in a bucket that sends no events", async () => {
    expect(await read({ bucket: "silent", key: "in/a.csv" })).toEqual([]);
  });
});
