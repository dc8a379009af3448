import { errorNames } from "#asl";
import type { Json } from "#asl";
import { StateFailure } from "./state-failure.ts";

const maximumPayloadBytes = 262_144;

/** Fails with States.DataLimitExceeded where a payload's JSON passes 256 KiB. */
export function checkSize(value: Json, what: string, isCaughtByAll = false): void {
  if (isWithinLimit(JSON.stringify(value))) return;
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  // AWS: States.ALL catches it for a task's result that is too large, not for the state's own data.
  throw new StateFailure(errorNames.dataLimitExceeded, cause, { isCaughtByAll });
}

function isWithinLimit(text: string): boolean {
  // A UTF-16 unit takes one to three bytes: most texts need no counting.
  if (text.length > maximumPayloadBytes) return false;
  if (text.length * 3 <= maximumPayloadBytes) return true;
  let bytes = 0;
  for (let index = 0; index < text.length; index++) bytes += utf8Bytes(text.charCodeAt(index));
  return bytes <= maximumPayloadBytes;
}

/** Bytes of one UTF-16 unit; each half of a surrogate pair counts two of the pair's four. */
function utf8Bytes(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2;
  return 3;
}
