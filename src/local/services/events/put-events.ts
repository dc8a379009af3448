import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import type { Json } from "#asl";
import { AwsError } from "../../aws-error.ts";
import { deepestNesting, nestingDepth } from "../../event-patterns/index.ts";
import type { Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { busArn, busNameOf, findBus } from "./bus-store.ts";
import type { Dispatcher } from "./create-dispatcher.ts";
import { newEnvelope } from "./event-envelope.ts";
import type { DeliveryRow } from "./event-store.ts";

// EventBridge's limits of one request.
const mostEntries = 10;
const mostBytes = 1_048_576;

export const putEvents = ({ accept, deliver }: Dispatcher): Operation<PutEventsRequest, PutEventsResponse> => ({
  members: [
    "Entries.Time",
    "Entries.Source",
    "Entries.Resources",
    "Entries.DetailType",
    "Entries.Detail",
    "Entries.EventBusName",
  ],
  authorize: (input, { cloud }) => {
    const buses = new Set((input.Entries ?? []).map(({ EventBusName }) => busNameOf(EventBusName)));
    return [...buses].map((bus) => ({ action: "events:PutEvents", resource: busArn(cloud, bus) }));
  },
  handle(input, { cloud }) {
    const entries = input.Entries ?? [];
    checkRequest(entries);
    // One commit for the events and what is to be delivered of them.
    const put = inTransaction(cloud.db, () => entries.map((entry) => putEntry(cloud, entry, accept)));
    for (const { deliveries } of put) deliver(deliveries);
    const results = put.map(({ result }) => result);
    for (const { EventId } of results) if (EventId !== undefined) cloud.notify("event", EventId);
    return {
      FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode !== undefined).length,
      Entries: results,
    };
  },
});

function checkRequest(entries: readonly PutEventsRequestEntry[]): void {
  if (entries.length === 0 || entries.length > mostEntries) {
    const bound = entries.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostEntries}`;
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${JSON.stringify(entries)}' at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > mostBytes) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
}

/** Bytes as EventBridge counts them: a time is 14. */
function sizeOf({ Time, Source, DetailType, Detail, Resources }: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(String(text ?? "")), Time === undefined ? 0 : 14);
}

interface PutEntry {
  readonly result: PutEventsResultEntry;
  readonly deliveries: readonly DeliveryRow[];
}

function putEntry(cloud: Cloud, entry: PutEventsRequestEntry, accept: Dispatcher["accept"]): PutEntry {
  const fault = faultOf(entry);
  if (fault !== undefined) return { result: fault, deliveries: [] };
  const detail = parseDetail(String(entry.Detail));
  if (detail === undefined) {
    return { result: { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." }, deliveries: [] };
  }
  const bus = busNameOf(entry.EventBusName);
  const envelope = newEnvelope(cloud, {
    detailType: entry.DetailType ?? "",
    source: entry.Source ?? "",
    time: entry.Time?.getTime(),
    resources: entry.Resources,
    detail,
  });
  // AWS accepts events for a bus that is not there, and drops them; a person should hear of it.
  if (findBus(cloud, bus) === undefined) cloud.log(`events: nobody hears ${envelope.id}, there is no event bus ${bus}`);
  return { result: { EventId: envelope.id }, deliveries: accept(bus, envelope) };
}

function faultOf({ Source, DetailType, Detail }: PutEventsRequestEntry): PutEventsResultEntry | undefined {
  for (const [name, value] of Object.entries({ Source, DetailType, Detail })) {
    if (value !== undefined && String(value) !== "") continue;
    return invalidArgument(`Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  if (Source?.toLowerCase().startsWith("aws.")) {
    return { ErrorCode: "NotAuthorizedForSource", ErrorMessage: "Not authorized for the source." };
  }
  if ((DetailType ?? "").length > 128) {
    return invalidArgument("Parameter DetailType is not valid. Reason: DetailType is longer than 128 characters.");
  }
  return undefined;
}

function invalidArgument(message: string): PutEventsResultEntry {
  return { ErrorCode: "InvalidArgument", ErrorMessage: message };
}

/** Undefined for what is no JSON object, or is nested too deeply. */
function parseDetail(text: string): Json | undefined {
  if (nestingDepth(text) > deepestNesting) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
