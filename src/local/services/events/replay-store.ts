import type { ReplayState } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { archiveArn } from "./archive-store.ts";

export interface ReplayRow {
  readonly name: string;
  readonly archive: string;
  readonly bus: string;
  readonly description: string | null;
  /** JSON: ARNs of the rules that hear of it; empty for all. */
  readonly filter_arns: string;
  readonly from_time: number;
  readonly to_time: number;
  readonly state: ReplayState;
  readonly state_reason: string | null;
  /** The archived event that was replayed last. */
  readonly last_time: number | null;
  readonly last_sequence: number;
  readonly started_at: number;
  readonly ended_at: number | null;
}

export function replayArn(cloud: Cloud, name: string): string {
  return `arn:aws:events:${cloud.region}:${cloud.accountId}:replay/${name}`;
}

export function replayAuthorization(action: string) {
  return (input: { readonly ReplayName?: string | undefined }, { cloud }: { readonly cloud: Cloud }) => [
    { action: `events:${action}`, resource: replayArn(cloud, input.ReplayName ?? "") },
  ];
}

export function findReplay(cloud: Cloud, name: string): ReplayRow | undefined {
  return cloud.db.prepare("SELECT * FROM events_replays WHERE name = ?").get(name) as ReplayRow | undefined;
}

/** The replay; throws `ResourceNotFoundException`. */
export function getReplay(cloud: Cloud, name = ""): ReplayRow {
  const replay = findReplay(cloud, name);
  if (replay !== undefined) return replay;
  throw new AwsError("ResourceNotFoundException", `Replay ${name} does not exist.`);
}

export function isUnderWay({ state }: ReplayRow): boolean {
  return state === "STARTING" || state === "RUNNING";
}

/** A replay as the API lists it. */
export function describeReplayRow(cloud: Cloud, replay: ReplayRow) {
  return {
    ReplayName: replay.name,
    EventSourceArn: archiveArn(cloud, replay.archive),
    State: replay.state,
    ...(replay.state_reason === null ? {} : { StateReason: replay.state_reason }),
    EventStartTime: new Date(replay.from_time),
    EventEndTime: new Date(replay.to_time),
    ...(replay.last_time === null ? {} : { EventLastReplayedTime: new Date(replay.last_time) }),
    ReplayStartTime: new Date(replay.started_at),
    ...(replay.ended_at === null ? {} : { ReplayEndTime: new Date(replay.ended_at) }),
  };
}
