import {
  CancelReplayCommand,
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListReplaysCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
  UpdateArchiveCommand,
} from "@aws-sdk/client-eventbridge";
import type { StartReplayRequest } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CreateService } from "../../../src/local/service.ts";
import { createEventsService } from "../../../src/local/services/events/index.ts";
import { createIamService } from "../../../src/local/services/iam/index.ts";
import { createStsService } from "../../../src/local/services/sts/index.ts";
import { createRole } from "../../local/lambda/create-role.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:report";
const busArn = "arn:aws:events:us-east-1:000000000000:event-bus/default";
const archiveArn = "arn:aws:events:us-east-1:000000000000:archive/all";

interface Start {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
}

let starts: readonly Start[];
let clock: ManualClock;
let cloud: TestCloud;
let events: EventBridgeClient;

const createMachines: CreateService = () => ({
  name: "states",
  operations: {
    StartExecution: {
      members: ["stateMachineArn", "name", "input"],
      authorize: () => [{ action: "states:StartExecution", resource: machineArn }],
      handle: ({ name, input }: { readonly name: string; readonly input: string }) => {
        starts = [...starts, { name, event: JSON.parse(input) as Start["event"] }];
        return { executionArn: "e", startDate: new Date() };
      },
    },
  },
});

beforeEach(async () => {
  starts = [];
  clock = createManualClock(Date.parse("2026-01-05T08:00:00Z"));
  const services = [createIamService, createStsService, createMachines, createEventsService];
  cloud = await createTestCloud({ services, clock });
  events = new EventBridgeClient(cloud.clientConfig);
  await createRole(cloud.cloud, {
    name: "starter",
    service: "events.amazonaws.com",
    actions: ["states:StartExecution"],
  });
});

afterEach(() => cloud.close());

async function addRule(name: string): Promise<string> {
  const rule = new PutRuleCommand({ Name: name, EventPattern: '{"source":["app"]}' });
  const { RuleArn = "" } = await events.send(rule);
  const RoleArn = "arn:aws:iam::000000000000:role/starter";
  await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: "t", Arn: machineArn, RoleArn }] }));
  return RuleArn;
}

async function put(n: number, source = "app"): Promise<void> {
  const entry = { Source: source, DetailType: "made", Detail: JSON.stringify({ n }) };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
}

const createArchive = (changes: object = {}) =>
  events.send(new CreateArchiveCommand({ ArchiveName: "all", EventSourceArn: busArn, ...changes }));

const describeArchive = () => events.send(new DescribeArchiveCommand({ ArchiveName: "all" }));

const startReplay = (changes: Partial<StartReplayRequest> = {}) =>
  events.send(
    new StartReplayCommand({
      ReplayName: "again",
      EventSourceArn: archiveArn,
      EventStartTime: new Date("2026-01-05T00:00:00Z"),
      EventEndTime: new Date("2026-01-06T00:00:00Z"),
      Destination: { Arn: busArn },
      ...changes,
    }),
  );

const replayState = async (): Promise<string | undefined> =>
  (await events.send(new DescribeReplayCommand({ ReplayName: "again" }))).State;

const numbers = (): readonly unknown[] => starts.map(({ event }) => (event.detail as { n: number }).n);

describe("an archive", () => {
  it("keeps the events of its bus that its pattern matches, as long as it says", async () => {
    const created = await createArchive({ EventPattern: '{"source":["app"]}', RetentionDays: 2, Description: "d" });
    expect(created).toMatchObject({ ArchiveArn: archiveArn, State: "ENABLED" });
    await put(1);
    await put(2, "other");
    await expect.poll(async () => (await describeArchive()).EventCount).toBe(1);
    expect(await describeArchive()).toMatchObject({
      ArchiveName: "all",
      EventSourceArn: busArn,
      EventPattern: '{"source":["app"]}',
      RetentionDays: 2,
      Description: "d",
      SizeBytes: expect.any(Number),
    });
    await clock.advance(3 * 86_400_000);
    await put(3);
    await expect.poll(async () => (await describeArchive()).EventCount).toBe(1);
  });

  it("is changed, listed by one filter, and deleted", async () => {
    await createArchive({ RetentionDays: 1 });
    await events.send(new UpdateArchiveCommand({ ArchiveName: "all", EventPattern: '{"source":["x"]}' }));
    expect(await describeArchive()).toMatchObject({ RetentionDays: 1, EventPattern: '{"source":["x"]}' });
    const list = async (input: object): Promise<unknown> =>
      (await events.send(new ListArchivesCommand(input))).Archives?.map(({ ArchiveName }) => ArchiveName);
    expect(await list({ EventSourceArn: busArn })).toEqual(["all"]);
    expect(await list({ NamePrefix: "b" })).toEqual([]);
    await expect(list({ NamePrefix: "a", State: "ENABLED" })).rejects.toThrow("At most one filter is allowed");
    await events.send(new DeleteArchiveCommand({ ArchiveName: "all" }));
    await expect(describeArchive()).rejects.toThrow("Archive all does not exist.");
  });

  it.each([
    ["a name that is taken", {}, "Archive all already exists."],
    ["a name of 49 letters", { ArchiveName: "a".repeat(49) }, "length less than or equal to 48"],
    [
      "a bus that is not there",
      { ArchiveName: "b", EventSourceArn: `${busArn}x` },
      "Event bus defaultx does not exist.",
    ],
    ["a pattern that is none", { ArchiveName: "b", EventPattern: '{"a":1}' }, "Event pattern is not valid. Reason:"],
    ["days before today", { ArchiveName: "b", RetentionDays: -1 }, "greater than or equal to 0"],
    ["a key of one's own", { ArchiveName: "b", KmsKeyIdentifier: "k" }, "KmsKeyIdentifier"],
  ])("is refused with %s", async (_, changes, message) => {
    await createArchive();
    await expect(createArchive(changes)).rejects.toThrow(message);
  });
});

describe("a replay", () => {
  it("sends the events of its time once more, with its name, and is archived by nobody", async () => {
    await createArchive();
    await addRule("r");
    await put(1);
    await clock.advance(60_000);
    await put(2);
    await clock.advance(60_000);
    await put(3);
    await expect.poll(numbers).toEqual([1, 2, 3]);
    expect(
      await startReplay({
        EventStartTime: new Date("2026-01-05T08:00:30Z"),
        EventEndTime: new Date("2026-01-05T08:02:00Z"),
      }),
    ).toMatchObject({ State: "STARTING" });
    await expect.poll(() => starts.length).toBe(5);
    const [, first, , again] = starts;
    expect(numbers().slice(3)).toEqual([2, 3]);
    expect(again?.event).toEqual({ ...first?.event, "replay-name": "again" });
    expect(again?.name).not.toBe(first?.name);
    expect(await events.send(new DescribeReplayCommand({ ReplayName: "again" }))).toMatchObject({
      State: "COMPLETED",
      EventSourceArn: archiveArn,
      Destination: { Arn: busArn },
      EventLastReplayedTime: new Date("2026-01-05T08:02:00Z"),
      ReplayEndTime: expect.any(Date),
    });
    expect((await describeArchive()).EventCount).toBe(3);
  });

  it("is heard by the rules that it names, and only by them", async () => {
    await createArchive();
    const arn = await addRule("heard");
    await put(1);
    await addRule("deaf");
    await expect.poll(() => starts.length).toBe(1);
    await startReplay({ Destination: { Arn: busArn, FilterArns: [arn] } });
    await expect.poll(replayState).toBe("COMPLETED");
    await expect.poll(() => starts.length).toBe(2);
    await put(2);
    await expect.poll(() => starts.length).toBe(4);
  });

  it("goes on after a restart with what is left, and can be cancelled", async () => {
    await createArchive();
    await addRule("r");
    const insert = cloud.cloud.db.prepare(
      "INSERT INTO events_archived (archive, time, archived_at, envelope) VALUES ('all', ?, 0, ?)",
    );
    const envelope = {
      version: "0",
      "detail-type": "made",
      source: "app",
      time: "2026-01-05T08:00:00Z",
      resources: [],
    };
    for (let n = 0; n < 450; n++) {
      insert.run(clock.now() + n, JSON.stringify({ ...envelope, id: `id-${n}`, detail: { n } }));
    }
    await startReplay();
    cloud = await cloud.restart();
    events = new EventBridgeClient(cloud.clientConfig);
    await expect.poll(replayState, { timeout: 5000 }).toBe("COMPLETED");
    await expect.poll(() => new Set(numbers()).size, { timeout: 5000 }).toBe(450);
    await expect(events.send(new CancelReplayCommand({ ReplayName: "again" }))).rejects.toThrow(
      "Replay again is not in a valid state for this operation.",
    );
    const listed = await events.send(new ListReplaysCommand({ State: "COMPLETED" }));
    expect(listed.Replays).toMatchObject([{ ReplayName: "again" }]);
  });

  it.each([
    ["an archive that is not there", { EventSourceArn: `${archiveArn}x` }, "Archive allx does not exist."],
    ["something else than an archive", { EventSourceArn: busArn }, "Must contain an archive ARN."],
    ["times the wrong way round", { EventEndTime: new Date(0) }, "EventStartTime must be before EventEndTime."],
    ["another bus", { Destination: { Arn: `${busArn}2` } }, "Cross event bus replay is not permitted."],
    ["a bus that is not there", { Destination: { Arn: `${busArn}3` } }, "Event bus default3 does not exist."],
  ])("is refused with %s", async (_, changes, message) => {
    await createArchive();
    await events.send(new CreateEventBusCommand({ Name: "default2" }));
    await expect(startReplay(changes)).rejects.toThrow(message);
  });
});
