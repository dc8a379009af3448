import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import type { Tag } from "./schedule-types.ts";

export const defaultGroup = "default";

export interface GroupRow {
  readonly name: string;
  /** JSON, by key. */
  readonly tags: string;
  readonly created_at: number;
  readonly modified_at: number;
  readonly client_token: string | null;
}

export function groupArn(cloud: Cloud, name: string): string {
  return `arn:aws:scheduler:${cloud.region}:${cloud.accountId}:schedule-group/${name}`;
}

export function groupAuthorization(action: string) {
  return (input: { readonly Name?: string }, { cloud }: { readonly cloud: Cloud }) => [
    { action: `scheduler:${action}`, resource: groupArn(cloud, input.Name ?? "") },
  ];
}

export function findGroup(cloud: Cloud, name: string): GroupRow | undefined {
  return cloud.db.prepare("SELECT * FROM scheduler_groups WHERE name = ?").get(name) as GroupRow | undefined;
}

/** The group; throws `ResourceNotFoundException`. */
export function getGroup(cloud: Cloud, name: string | undefined): GroupRow {
  const group = findGroup(cloud, name ?? defaultGroup);
  if (group !== undefined) return group;
  throw new AwsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`, 404);
}

export function listGroups(cloud: Cloud): readonly GroupRow[] {
  return cloud.db.prepare("SELECT * FROM scheduler_groups ORDER BY name").all() as unknown as readonly GroupRow[];
}

/** A group as the API shows it. */
export function describeGroup(cloud: Cloud, group: GroupRow) {
  return {
    Arn: groupArn(cloud, group.name),
    Name: group.name,
    State: "ACTIVE",
    CreationDate: new Date(group.created_at),
    LastModificationDate: new Date(group.modified_at),
  };
}

export type TagMap = Readonly<Record<string, string>>;

export function toTagMap(tags: readonly Tag[] | undefined): TagMap {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));
}

/** Only groups have tags. Throws for an ARN that names none. */
export function groupOfArn(cloud: Cloud, arn: string | undefined): GroupRow {
  const name = /^arn:aws:scheduler:[^:]*:[^:]*:schedule-group\/([\w.-]+)$/.exec(arn ?? "")?.[1];
  if (name !== undefined) return getGroup(cloud, name);
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${arn}' at 'resourceArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws(-[a-z]+)?:scheduler:[a-z0-9\\-]+:\\d{12}:schedule-group\\/[0-9a-zA-Z-_.]+$`,
  );
}

export function writeTags(cloud: Cloud, group: GroupRow, tags: TagMap): void {
  cloud.db
    .prepare("UPDATE scheduler_groups SET tags = ?, modified_at = ? WHERE name = ?")
    .run(JSON.stringify(tags), cloud.clock.now(), group.name);
}
