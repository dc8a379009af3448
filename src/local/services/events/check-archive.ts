import { AwsError } from "../../aws-error.ts";
import { checkPattern } from "./check-pattern.ts";

interface ArchiveInput {
  readonly ArchiveName?: string | undefined;
  readonly Description?: string | undefined;
  readonly EventPattern?: unknown;
  readonly RetentionDays?: number | undefined;
}

/** Refuses what EventBridge would refuse of a new archive or a change of one. */
export function checkArchive({ ArchiveName = "", Description, EventPattern, RetentionDays = 0 }: ArchiveInput): void {
  checkArchiveName("archiveName", ArchiveName, 48);
  checkDescription(Description);
  if (!Number.isSafeInteger(RetentionDays) || RetentionDays < 0) {
    throw constraint("retentionDays", String(RetentionDays), "Member must have value greater than or equal to 0");
  }
  if (EventPattern !== undefined) checkPattern(String(EventPattern));
}

/** Of archives and replays. */
export function checkArchiveName(member: string, name: string, longest: number): void {
  if (name.length > longest) {
    throw constraint(member, name, `Member must have length less than or equal to ${longest}`);
  }
  if (/^[.\-_A-Za-z0-9]+$/.test(name)) return;
  throw constraint(member, name, "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
}

export function checkDescription(description: string | undefined): void {
  if ((description ?? "").length <= 512) return;
  throw constraint("description", description ?? "", "Member must have length less than or equal to 512");
}

function constraint(member: string, value: string, must: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${must}`,
  );
}
