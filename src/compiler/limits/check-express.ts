import { longestExpressSeconds } from "#authoring";
import type { DiagnosticCode } from "../diagnostics/catalog.ts";
import { timeoutMarginSeconds } from "../2-lower/effects/retriers.ts";
import type { Block, Effect, EffectTerminator, Region, TaskEffect, WaitEffect } from "../ir/ir.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { UsedTask } from "../output.ts";
import { taskOf, type Warn } from "./check-limits.ts";
import { blocksOf } from "./region-extents.ts";
import { shortestWay } from "./shortest-way.ts";

export interface ExpressOptions {
  readonly region: Region;
  readonly tasks: readonly UsedTask[];
  readonly report: Warn;
}

interface Finding {
  readonly code: DiagnosticCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Refuses what an Express execution cannot do: whatever goes on after its call, and whatever takes more than five minutes. */
export function checkExpress({ region, tasks, report }: ExpressOptions): void {
  const found = blocksOf(region).flatMap(({ terminator }) => {
    const finding = terminator.kind === "effect" ? unfit(terminator.effect, tasks) : undefined;
    return finding === undefined ? [] : [{ ...finding, place: (terminator as EffectTerminator).place }];
  });
  for (const { code, place, values = {} } of found) report(code, place, values);
  // A sleep that is too long by itself is reported once, where it is.
  if (found.some(({ code }) => code === "MR2203")) return;
  const seconds = sleptAtLeast(region);
  if (seconds > longestExpressSeconds) report("MR2208", undefined, { seconds });
}

function unfit(effect: Effect, tasks: readonly UsedTask[]): Finding | undefined {
  switch (effect.kind) {
    case "task":
      return unfitTask(effect, tasks);
    case "wait":
      return unfitWait(effect);
    // What their branches and iterations do is looked at by itself.
    case "parallel":
    case "map":
      return undefined;
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
