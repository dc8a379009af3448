import { AwsError } from "../aws-error.ts";
import { listWorkflows } from "../executions/list-workflows.ts";
import { summarizeJson } from "../executions/summarize-json.ts";
import type { Cloud } from "../service.ts";
import { explainMisses } from "../services/events/explain-misses.ts";
import type { EventEnvelope } from "../services/events/event-envelope.ts";
import { listRecentEvents } from "../services/events/list-recent-events.ts";
import type { RecentEvent } from "../services/events/list-recent-events.ts";
import { listTargetsOf } from "../services/events/rule-store.ts";
import type { ApiRequest } from "./console-handler.ts";
import type { EventDetail, EventList, EventSummary } from "./read-api.ts";
import { requiredParameter } from "./required-parameter.ts";
import { targetName } from "./target-name.ts";

const listed = 200;
const missesShown = 5;

/** The events sent last, with what they started. */
export async function readEvents({ cloud }: ApiRequest): Promise<EventList> {
  const names = await workflowNames(cloud);
  return { events: listRecentEvents(cloud, listed).map((recent) => summaryOf(cloud, recent, names)) };
}

/** One event, with the rules that do not take it and why. */
export async function readEvent({ cloud, query }: ApiRequest): Promise<EventDetail> {
  const sequence = Number(requiredParameter(query, "sequence"));
  const row = cloud.db.prepare("SELECT bus, envelope FROM events_events WHERE sequence = ?").get(sequence) as
    | { readonly bus: string; readonly envelope: string }
    | undefined;
  if (row === undefined) throw new AwsError("NotFound", "There is no such event any more.", 404);
  const names = await workflowNames(cloud);
  const misses = explainMisses(cloud, row.bus, JSON.parse(row.envelope) as EventEnvelope);
  return {
    event: row.envelope,
    misses: misses.slice(0, missesShown).map(({ rule, targetArns, reasons }) => ({
      rule,
      starts: targetArns.map((arn) => targetName(arn, names)),
      reasons,
    })),
  };
}

async function workflowNames(cloud: Cloud): Promise<ReadonlyMap<string, string>> {
  return new Map((await listWorkflows(cloud)).map(({ name, stateMachineArn }) => [stateMachineArn, name]));
}

function summaryOf(cloud: Cloud, recent: RecentEvent, names: ReadonlyMap<string, string>): EventSummary {
  const { sequence, bus, event, acceptedAt, rules, openDeliveries } = recent;
  return {
    sequence,
    bus,
    source: event.source,
    detailType: event["detail-type"],
    subject: summarizeJson(event.detail),
    acceptedAt,
    starts: rules?.flatMap((rule) => listTargetsOf(cloud, bus, rule).map(({ Arn }) => targetName(Arn, names))) ?? null,
    problems: openDeliveries.map(
      ({ targetArn, state, attempts, error }) =>
        `${targetName(targetArn, names)}: ${error ?? "on its way"}${state === "pending" && attempts > 0 ? `, tried ${attempts} times` : ""}`,
    ),
  };
}
