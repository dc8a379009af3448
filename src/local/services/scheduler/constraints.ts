import { AwsError } from "../../aws-error.ts";

/** Of schedules and groups. */
export function checkName(member: string, name: string | undefined): void {
  if (name !== undefined && /^[0-9a-zA-Z\-_.]{1,64}$/.test(name)) return;
  throw constraint(
    member,
    name,
    (name ?? "").length > 64
      ? "Member must have length less than or equal to 64"
      : "Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$",
  );
}

export function checkOneOf(member: string, value: string | undefined, values: readonly string[]): void {
  if (value === undefined || values.includes(value)) return;
  throw constraint(member, value, `Member must satisfy enum value set: [${values.join(", ")}]`);
}

export function checkRange(member: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)) return;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw constraint(member, String(value), `Member must have value ${bound}`);
}

/** Refuses a member as the API's model would. */
export function constraint(member: string, value: string | undefined, must: string): AwsError {
  return invalid(
    `1 validation error detected: Value '${value ?? ""}' at '${member}' failed to satisfy constraint: ${must}`,
  );
}

export const invalid = (message: string): AwsError => new AwsError("ValidationException", message);
