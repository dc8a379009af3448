import { errorNames } from "#asl";
import { StateFailure } from "./state-failure.ts";
import { utf8Length } from "./utf8-length.ts";

const maximumPayloadBytes = 262_144;

/** Fails with States.DataLimitExceeded where a payload's JSON text passes 256 KiB. */
export function checkSize(text: string, what: string, isCaughtByAll = false): void {
  if (isWithinLimit(text)) return;
  const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  // AWS: States.ALL catches it for a task's result that is too large, not for the state's own data.
  throw new StateFailure(errorNames.dataLimitExceeded, cause, { isCaughtByAll });
}

function isWithinLimit(text: string): boolean {
  // A UTF-16 unit takes one to three bytes: most texts need no counting.
  if (text.length > maximumPayloadBytes) return false;
  if (text.length * 3 <= maximumPayloadBytes) return true;
  return utf8Length(text) <= maximumPayloadBytes;
}
