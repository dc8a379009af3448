import type { LoweredLoop } from "../2-lower/context.ts";
import type { Cost, SourcePlace } from "../output.ts";
import type { Warn } from "./check-limits.ts";

/** Events of an execution's history. */
const longestHistory = 25_000;

export interface LoopOptions {
  readonly loops: readonly LoweredLoop[];
  readonly cost: Cost;
  readonly sourceMap: Readonly<Record<string, SourcePlace>>;
  /** The most iterations of a loop, where something bounds them; any bound will do that is not above the second argument. */
  readonly boundOf: (loop: LoweredLoop, most: number) => number | undefined;
  readonly warn: Warn;
}

/** Warns of loops that may fill the history of an execution, by what an iteration of theirs writes to it. */
export function checkLoops({ loops, cost, sourceMap, boundOf, warn }: LoopOptions): void {
  for (const { state, eventsPerIteration: events } of cost.loops) {
    const place = sourceMap[state];
    const loop = place && innermostAt(place, loops);
    if (loop === undefined) continue;
    const most = Math.floor(longestHistory / events);
    const bound = boundOf(loop, most);
    if (bound === undefined) warn("MR3005", loop.place, { events, most });
    else if (bound > most) warn("MR3006", loop.place, { events, most, bound });
  }
}

/** Loops are listed outer ones first. */
function innermostAt({ file, line, column }: SourcePlace, loops: readonly LoweredLoop[]): LoweredLoop | undefined {
  return loops.findLast(({ place, end }) => {
    const begins = place.line < line || (place.line === line && place.column <= column);
    const ends = end.line > line || (end.line === line && end.column >= column);
    return place.file === file && begins && ends;
  });
}
