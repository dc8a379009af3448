import { errorNames } from "#asl";
import type { Json } from "#asl";
import type { Run } from "./run.ts";
import { StateFailure } from "./state-failure.ts";
import { utf8Length } from "./utf8-length.ts";

const maximumPayloadBytes = 262_144;

/** Fails with States.DataLimitExceeded where a payload's JSON text passes 256 KiB. */
export function checkSize(run: Run, value: Json, what: string, isCaughtByAll = false): void {
  if (value === run.fitting) return;
  if (!isWithinLimit(value)) {
    const cause = `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    // AWS: States.ALL catches it for a task's result that is too large, not for the state's own data.
    throw new StateFailure(errorNames.dataLimitExceeded, cause, { isCaughtByAll });
  }
  run.fitting = value;
}

/** Most values are so small that their text need not be made to know it. */
function isWithinLimit(value: Json): boolean {
  if (roomBeside(value, maximumPayloadBytes) >= 0) return true;
  const text = JSON.stringify(value);
  return text.length <= maximumPayloadBytes && utf8Length(text) <= maximumPayloadBytes;
}

// The most bytes that a UTF-16 unit takes in JSON, as in `\u0001`; and the longest number that JavaScript writes.
const longestUnit = 6;
const longestNumber = 25;

/** How many of the bytes are left beside a value's JSON text, at the least; negative as soon as there may be none. */
function roomBeside(value: Json, bytes: number): number {
  if (typeof value === "string") return bytes - value.length * longestUnit - 2;
  if (value === null || typeof value !== "object") return bytes - longestNumber;
  let room = bytes - 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && room >= 0; index++) room = roomBeside(value[index] as Json, room - 1);
    return room;
  }
  const members = value as Readonly<Record<string, Json>>;
  for (const key in members) {
    room = roomBeside(members[key]!, room - key.length * longestUnit - 4);
    if (room < 0) return room;
  }
  return room;
}
