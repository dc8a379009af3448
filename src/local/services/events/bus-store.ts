import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";

export const defaultBus = "default";

export interface BusRow {
  readonly name: string;
  readonly description: string | null;
  readonly tags: string;
  readonly created_at: number;
  readonly modified_at: number;
}

/** A bus's name, also where its ARN is given; the default bus where nothing is. */
export function busNameOf(nameOrArn: string | undefined): string {
  return /:event-bus\/(.+)$/s.exec(nameOrArn ?? "")?.[1] ?? nameOrArn ?? defaultBus;
}

export function busArn(cloud: Cloud, name: string): string {
  return `arn:aws:events:${cloud.region}:${cloud.accountId}:event-bus/${name}`;
}

export function findBus(cloud: Cloud, name: string): BusRow | undefined {
  return cloud.db.prepare("SELECT * FROM events_buses WHERE name = ?").get(name) as BusRow | undefined;
}

/** The bus; throws `ResourceNotFoundException`. */
export function getBus(cloud: Cloud, nameOrArn: string | undefined): BusRow {
  const name = busNameOf(nameOrArn);
  const bus = findBus(cloud, name);
  if (bus === undefined) throw new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
  return bus;
}
