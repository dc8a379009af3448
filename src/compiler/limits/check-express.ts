import { longestExpressSeconds } from "#authoring";
import type { DiagnosticCode } from "../diagnostics/catalog.ts";
import { timeoutMarginSeconds } from "../2-lower/effects/retriers.ts";
import type { Block, Effect, EffectTerminator, Region, TaskEffect, WaitEffect } from "../ir/ir.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { SourcePlace, UsedTask } from "../output.ts";
import { taskOf, type Warn } from "./check-limits.ts";
import { blocksOf } from "./region-extents.ts";
import { shortestWay } from "./shortest-way.ts";

export interface ExpressOptions {
  readonly region: Region;
  readonly tasks: readonly UsedTask[];
  readonly report: Warn;
}

type Values = Readonly<Record<string, string | number>>;

interface Finding {
  readonly code: keyof typeof cannot;
  readonly values?: Values;
}

/** What an Express execution cannot do, in the words of the diagnostic of a child execution; a workflow has one for each. */
const cannot = {
  MR2199: () => "start child executions of its own",
  MR2203: ({ length }) => `sleep ${length}`,
  MR2204: () => "wait for a callback",
  MR2205: () => "call a Standard workflow",
  MR2206: () => "wait for a job",
  MR2207: ({ seconds }) => `make a call that may take ${seconds} seconds`,
  MR2208: ({ seconds }) => `sleep for ${seconds} seconds in all`,
} as const satisfies Partial<Record<DiagnosticCode, (values: Values) => string>>;

/** Refuses what an Express execution cannot do: whatever goes on after its call, and whatever takes more than five minutes. */
export function checkExpress({ region, tasks, report }: ExpressOptions): void {
  for (const { code, place, values = {} } of findUnfit(region, tasks)) report(code, place, values);
}

/** The same for the Express child executions of a workflow. */
export function checkExpressChildren({ region, tasks, report }: ExpressOptions): void {
  for (const { terminator } of blocksOf(region)) {
    if (terminator.kind !== "effect" || terminator.effect.kind !== "map") continue;
    const { effect, place: mapPlace } = terminator;
    if (effect.distributed?.executionType !== "EXPRESS") continue;
    for (const { code, place = mapPlace, values = {} } of findUnfit(effect.body, tasks)) {
      report("MR2198", place, { what: cannot[code](values) });
    }
  }
}

function findUnfit(
  region: Region,
  tasks: readonly UsedTask[],
): readonly (Finding & { readonly place?: SourcePlace | undefined })[] {
  const found = blocksOf(region).flatMap(({ terminator }) => {
    const finding = terminator.kind === "effect" ? unfit(terminator.effect, tasks) : undefined;
    if (finding === undefined) return [];
    const { file, line, column } = (terminator as EffectTerminator).place;
    return [{ ...finding, place: { file, line, column } }];
  });
  // A sleep that is too long by itself is reported once, where it is.
  const seconds = found.some(({ code }) => code === "MR2203") ? 0 : sleptAtLeast(region);
  return seconds > longestExpressSeconds ? [...found, { code: "MR2208", values: { seconds } }] : found;
}

function unfit(effect: Effect, tasks: readonly UsedTask[]): Finding | undefined {
  switch (effect.kind) {
    case "task":
      return unfitTask(effect, tasks);
    case "wait":
      return unfitWait(effect);
    // What their branches and iterations do is looked at by itself.
    case "parallel":
      return undefined;
    case "map":
      return effect.distributed === undefined ? undefined : { code: "MR2199" };
  }
}

function unfitTask(effect: TaskEffect, tasks: readonly UsedTask[]): Finding | undefined {
  if (effect.resource.endsWith(".waitForTaskToken")) return { code: "MR2204" };
  if (/:startExecution\.sync(:2)?$/.test(effect.resource)) return { code: "MR2205" };
  if (/\.sync(:2)?$/.test(effect.resource)) return { code: "MR2206" };
  const seconds = writtenTimeout(effect, tasks);
  return seconds > longestExpressSeconds ? { code: "MR2207", values: { seconds } } : undefined;
}

/** The timeout as a person wrote it: the state's has the time for a start and the way there and back in addition. */
function writtenTimeout(effect: TaskEffect, tasks: readonly UsedTask[]): number {
  const seconds = literalSeconds(effect.timeoutSeconds) ?? 0;
  const own = taskOf(effect, tasks)?.contract.timeoutSeconds ?? longestExpressSeconds;
  return seconds === own + timeoutMarginSeconds ? own : seconds;
}

function unfitWait({ until, value }: WaitEffect): Finding | undefined {
  if (until === "timestamp") return { code: "MR2203", values: { length: "until a time that is not known before" } };
  const seconds = literalSeconds(value);
  if (seconds === undefined) return { code: "MR2203", values: { length: "for a time that is not known before" } };
  return seconds > longestExpressSeconds ? { code: "MR2203", values: { length: `for ${seconds} seconds` } } : undefined;
}

function literalSeconds(node: JsonataNode | undefined): number | undefined {
  return node?.kind === "literal" && typeof node.value === "number" ? node.value : undefined;
}

/** The seconds of the sleeps on the way to a return that has the least of them. */
function sleptAtLeast(region: Region): number {
  return shortestWay(region, ["return"], sleptIn);
}

function sleptIn({ terminator }: Block): number {
  if (terminator.kind !== "effect") return 0;
  const { effect } = terminator;
  // A Map may have no items.
  if (effect.kind === "parallel") return Math.max(0, ...effect.branches.map(sleptAtLeast));
  return effect.kind === "wait" ? (literalSeconds(effect.value) ?? 0) : 0;
}
