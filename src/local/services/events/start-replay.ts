import type { StartReplayRequest, StartReplayResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { archiveArn, findArchive } from "./archive-store.ts";
import type { ArchiveRow } from "./archive-store.ts";
import { busArn, busNameOf, findBus } from "./bus-store.ts";
import { checkArchiveName, checkDescription } from "./check-archive.ts";
import { findReplay, replayArn } from "./replay-store.ts";

export const startReplay = (wake: () => void): Operation<StartReplayRequest, StartReplayResponse> => ({
  members: ["ReplayName", "Description", "EventSourceArn", "EventStartTime", "EventEndTime", "Destination"],
  authorize: (input, { cloud }) => [
    { action: "events:StartReplay", resource: replayArn(cloud, input.ReplayName ?? "") },
    { action: "events:StartReplay", resource: input.EventSourceArn ?? "" },
  ],
  handle(input, { cloud }) {
    const name = input.ReplayName ?? "";
    checkArchiveName("replayName", name, 64);
    checkDescription(input.Description);
    const archive = archiveOf(cloud, input.EventSourceArn);
    checkDestination(cloud, archive, input.Destination);
    const [from, to] = [input.EventStartTime?.getTime() ?? 0, input.EventEndTime?.getTime() ?? 0];
    if (from > to) throw invalid("EventEndTime", "EventStartTime must be before EventEndTime.");
    if (findReplay(cloud, name) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", `Replay ${name} already exists.`);
    }
    const now = cloud.clock.now();
    const filterArns = JSON.stringify(input.Destination?.FilterArns ?? []);
    cloud.db
      .prepare("INSERT INTO events_replays VALUES (?, ?, ?, ?, ?, ?, ?, 'STARTING', NULL, NULL, 0, ?, NULL)")
      .run(name, archive.name, archive.bus, input.Description ?? null, filterArns, from, to, now);
    wake();
    return { ReplayArn: replayArn(cloud, name), State: "STARTING", ReplayStartTime: new Date(now) };
  },
});

function archiveOf(cloud: Cloud, arn = ""): ArchiveRow {
  const name = /:archive\/(.+)$/s.exec(arn)?.[1];
  if (name === undefined || archiveArn(cloud, name) !== arn) {
    throw invalid("EventSourceArn", "Must contain an archive ARN.");
  }
  const archive = findArchive(cloud, name);
  if (archive === undefined) throw invalid("EventSourceArn", `Archive ${name} does not exist.`);
  return archive;
}

function checkDestination(cloud: Cloud, archive: ArchiveRow, destination: StartReplayRequest["Destination"]): void {
  const { Arn = "", FilterArns = [] } = destination ?? {};
  if (!/:event-bus\//.test(Arn)) throw invalid("Destination.Arn", "Must contain an event bus ARN.");
  if (findBus(cloud, busNameOf(Arn)) === undefined) {
    throw new AwsError("ResourceNotFoundException", `Event bus ${busNameOf(Arn)} does not exist.`);
  }
  if (Arn !== busArn(cloud, archive.bus)) {
    throw invalid("Destination.Arn", "Cross event bus replay is not permitted.");
  }
  for (const arn of FilterArns) {
    if (!/^arn:aws:events:[^:]+:\d{12}:rule\//.test(arn))
      throw invalid("Destination.FilterArns", "Must contain rule ARNs.");
  }
}

const invalid = (member: string, reason: string): AwsError =>
  new AwsError("ValidationException", `Parameter ${member} is not valid. Reason: ${reason}`);
