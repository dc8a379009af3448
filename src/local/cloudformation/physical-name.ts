import { createHash } from "node:crypto";
import type { NameLimits } from "./resource-type.ts";

/**
 * Names a resource in CloudFormation's manner, `<Stack>-<LogicalId>-<12 characters>`.
 *
 * The suffix is a hash, not a random number: an attempt that is repeated after a crash finds what the first one made.
 * `generation` counts replacements, so that old and new can exist side by side.
 */
export function physicalName(
  resource: {
    readonly stackId: string;
    readonly stackName: string;
    readonly logicalId: string;
    readonly generation: number;
  },
  { maxLength = 128, isLowerCase = false }: NameLimits = {},
): string {
  const suffix = suffixOf(`${resource.stackId}/${resource.logicalId}/${resource.generation}`);
  // The logical id tells more than the stack's name, so the stack's name gives way first.
  const room = maxLength - suffix.length - 2;
  const logicalId = resource.logicalId.slice(0, Math.max(room - Math.min(resource.stackName.length, 24), 1));
  const stackName = resource.stackName.slice(0, room - logicalId.length);
  const name = `${stackName}-${logicalId}-${suffix}`;
  return isLowerCase ? name.toLowerCase() : name;
}

function suffixOf(identity: string): string {
  const digest = createHash("sha256").update(identity).digest();
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return [...digest.subarray(0, 12)].map((byte) => alphabet[byte % alphabet.length]).join("");
}
