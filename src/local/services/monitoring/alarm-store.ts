import type { PutMetricAlarmInput, StateValue } from "@aws-sdk/client-cloudwatch";
import type { DatabaseSync } from "node:sqlite";
import type { Cloud } from "../../service.ts";

/** An alarm as it was put, and the state it was last found in. */
export interface AlarmRecord {
  readonly name: string;
  readonly arn: string;
  readonly definition: PutMetricAlarmInput;
  readonly tags: Readonly<Record<string, string>>;
  readonly updatedAt: number;
  readonly state: {
    readonly value: StateValue;
    readonly reason: string;
    readonly updatedAt: number;
    /** Of a state that somebody set: the metric does not count before. */
    readonly heldUntil?: number;
  };
}

export function alarmArn({ region, accountId }: Pick<Cloud, "region" | "accountId">, name: string): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

export function findAlarm(db: DatabaseSync, name: string): AlarmRecord | undefined {
  const row = db.prepare("SELECT record FROM monitoring_alarms WHERE name = ?").get(name) as unknown;
  return row === undefined ? undefined : (JSON.parse((row as { record: string }).record) as AlarmRecord);
}

export function listAlarms(db: DatabaseSync): readonly AlarmRecord[] {
  const rows = db.prepare("SELECT record FROM monitoring_alarms ORDER BY name").all() as unknown as readonly {
    record: string;
  }[];
  return rows.map(({ record }) => JSON.parse(record) as AlarmRecord);
}

export function putAlarm(db: DatabaseSync, alarm: AlarmRecord): void {
  db.prepare("INSERT OR REPLACE INTO monitoring_alarms VALUES (?, ?)").run(alarm.name, JSON.stringify(alarm));
}

export function deleteAlarm(db: DatabaseSync, name: string): void {
  db.prepare("DELETE FROM monitoring_alarms WHERE name = ?").run(name);
}
