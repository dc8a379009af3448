import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createConsoleHandler } from "../../../src/local/console/console-handler.ts";
import type { EventDetail, EventList } from "../../../src/local/console/read-api.ts";
import { createRole } from "../lambda/create-role.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const root = { kind: "root" } as const;

describe("the events of the console", () => {
  let cloud: TestCloud;

  const call = (operation: string, input: object): Promise<object> =>
    cloud.cloud.call("events", operation, input, root);
  const read = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${cloud.endpoint}/_millrace/api/${path}`)).json()) as Answer;
  const addRule = async (name: string, pattern: object): Promise<void> => {
    await call("PutRule", { Name: name, EventPattern: JSON.stringify(pattern) });
    await call("PutTargets", { Rule: name, Targets: [{ Id: "t", Arn: `arn:aws:sqs:us-east-1:000000000000:${name}` }] });
  };
  const put = (total: number): Promise<object> =>
    call("PutEvents", { Entries: [{ Source: "shop", DetailType: "order.placed", Detail: JSON.stringify({ total }) }] });

  beforeAll(async () => {
    cloud = await createTestCloud({ createConsole: (running) => createConsoleHandler(running, "/nowhere") });
    await addRule("stock", { source: ["warehouse"] });
    await addRule("large", { source: ["shop"], detail: { total: [{ numeric: [">", 100] }] } });
    await put(5);
    await put(5);
    await put(500);
    await vi.waitFor(async () => {
      const { events } = await read<EventList>("events");
      if (events.some(({ starts }) => starts === null)) throw new Error("not all are routed");
    });
  });

  afterAll(() => cloud.close());

  it("tell what they started and what is in the way", async () => {
    await expect
      .poll(async () => (await read<EventList>("events")).events)
      .toMatchObject([
        { source: "shop", detailType: "order.placed", problems: [expect.stringMatching(/^large: NO_RESOURCE/)] },
        { starts: [], problems: [] },
        { starts: [] },
      ]);
  });

  it("tell which rules do not take one and why, the closest first", async () => {
    const [, missed] = (await read<EventList>("events")).events;
    const { event, misses } = await read<EventDetail>(`event?sequence=${missed?.sequence}`);
    expect(JSON.parse(event)).toMatchObject({ detail: { total: 5 } });
    expect(misses).toEqual([
      {
        rule: "large",
        starts: ["large"],
        reasons: [`detail.total is 5; the pattern asks [{"numeric":[">",100]}]`],
      },
      { rule: "stock", starts: ["stock"], reasons: [`source is "shop"; the pattern asks ["warehouse"]`] },
    ]);
    expect((await fetch(`${cloud.endpoint}/_millrace/api/event?sequence=999`)).status).toBe(404);
  });

  it("that nothing takes are told once in the log, with the closest rule", () => {
    const hints = cloud.logged.filter((line) => line.includes("no rule of the bus default takes order.placed of shop"));
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain("closest is large: detail.total is 5; the pattern asks");
  });

  it("tell of a web hook where it is, and what came of calling it", async () => {
    const AuthParameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } };
    const connection = { Name: "hook", AuthorizationType: "API_KEY", AuthParameters };
    const { ConnectionArn } = (await call("CreateConnection", connection)) as { readonly ConnectionArn: string };
    const InvocationEndpoint = "http://127.0.0.1:1/hook";
    const destination = { Name: "alerts", ConnectionArn, InvocationEndpoint, HttpMethod: "POST" };
    const { ApiDestinationArn: Arn } = (await call("CreateApiDestination", destination)) as {
      readonly ApiDestinationArn: string;
    };
    const actions = ["events:InvokeApiDestination"];
    const RoleArn = await createRole(cloud.cloud, { name: "caller", service: "events.amazonaws.com", actions });
    await call("PutRule", { Name: "hooked", EventPattern: JSON.stringify({ source: ["hooked"] }) });
    await call("PutTargets", { Rule: "hooked", Targets: [{ Id: "t", Arn, RoleArn }] });
    await call("PutEvents", { Entries: [{ Source: "hooked", DetailType: "x", Detail: "{}" }] });
    const problem =
      /^alerts: SDK_CLIENT_ERROR: .* POST http:\/\/127\.0\.0\.1:1\/hook: connect ECONNREFUSED .*, tried \d+ times$/;
    await expect
      .poll(async () => (await read<EventList>("events")).events[0])
      .toMatchObject({ starts: ["alerts"], problems: [expect.stringMatching(problem)] });
  });
});
