import type { Tag } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { defaultBus, getBus } from "./bus-store.ts";
import { getRule, putRuleRow } from "./rule-store.ts";

export type TagMap = Readonly<Record<string, string>>;

export function toTagMap(tags: readonly Tag[] | undefined): TagMap {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The tags of a rule or a bus, by its ARN; throws `ResourceNotFoundException`. */
export function readTags(cloud: Cloud, arn: string | undefined): TagMap {
  const resource = parseArn(arn);
  const row = "bus" in resource ? getBus(cloud, resource.bus) : getRule(cloud, resource);
  return JSON.parse(row.tags) as TagMap;
}

export function writeTags(cloud: Cloud, arn: string | undefined, tags: TagMap): void {
  const resource = parseArn(arn);
  const text = JSON.stringify(tags);
  if ("bus" in resource) cloud.db.prepare("UPDATE events_buses SET tags = ? WHERE name = ?").run(text, resource.bus);
  else putRuleRow(cloud, { ...getRule(cloud, resource), tags: text });
}

function parseArn(arn = ""): { readonly bus: string } | { readonly Name: string; readonly EventBusName: string } {
  const match = /^arn:aws:events:[^:]+:[^:]+:(event-bus|rule)\/(.+)$/.exec(arn);
  const [, kind, path = ""] = match ?? [];
  if (kind === "event-bus") return { bus: path };
  if (kind === undefined) {
    throw new AwsError(
      "ValidationException",
      `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  const slash = path.indexOf("/");
  return { Name: path.slice(slash + 1), EventBusName: slash < 0 ? defaultBus : path.slice(0, slash) };
}
