import type { Workflow } from "#authoring";
import type { DiagnosticCode } from "../diagnostics/catalog.ts";
import type { Block, EffectTerminator, Region, TaskEffect } from "../ir/ir.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import type { SourcePlace, UsedTask } from "../output.ts";
import { type Extent, lengthOf, sizeOf } from "./extent.ts";
import { blocksOf, regionExtents, type RegionExtents } from "./region-extents.ts";
import { shortestWay } from "./shortest-way.ts";

// Step Functions' limits, as far as declared bounds tell before anything runs. What is not bounded is not warned of.

/** Bytes of a state's input, its result and a variable. */
const largestPayload = 262_144;
/** Events of an execution's history. */
const longestHistory = 25_000;
/** Of an iteration itself, and of each call in it: entered, scheduled, started, succeeded, exited. */
const eventsPerIteration = 2;
const eventsPerCall = 5;

/** Reports a diagnostic, mostly a warning; without a place, at the workflow's options. */
export type Warn = (
  code: DiagnosticCode,
  place: SourcePlace | undefined,
  values: Readonly<Record<string, string | number>>,
) => void;

export interface LimitOptions {
  readonly workflow: Workflow;
  readonly region: Region;
  readonly tasks: readonly UsedTask[];
  readonly warn: Warn;
}

/** Warns of what may grow beyond a limit by the bounds that the schemas of a workflow declare; returns what it found of them. */
export function checkLimits({ workflow, region, tasks, warn }: LimitOptions): RegionExtents {
  const input = inputExtent(workflow);
  const extents = regionExtents(region, { input, output: (effect) => taskOf(effect, tasks)?.contract.output });
  const checkSize = (what: string, extent: Extent | undefined, place: SourcePlace | undefined): void => {
    const size = sizeOf(extent);
    if (size !== undefined && size > largestPayload) warn("MR3003", place, { what, size });
  };
  checkSize("the input of the workflow", input, undefined);
  for (const block of blocksOf(region)) {
    const { terminator } = block;
    if (terminator.kind !== "effect") continue;
    const { effect, place } = terminator;
    if (effect.kind === "task") {
      const name = taskOf(effect, tasks)?.contract.name;
      const called = name === undefined ? "the call" : `'${name}'`;
      checkSize(`the input of ${called}`, argumentExtent(effect.arguments, block.region, extents), place);
      checkSize(`the result of ${called}`, extents.ofResult(terminator, block.region), place);
    } else if (effect.kind === "map") {
      checkSize("the array of all results", extents.ofResult(terminator, block.region), place);
      // The history of an Express execution has no end.
      if (workflow.type === "standard") checkHistory(terminator, block, extents, warn);
    } else checkSize("the results of all branches", extents.ofResult(terminator, block.region), place);
  }
  return extents;
}

function checkHistory(
  { effect, place }: EffectTerminator,
  { region }: Block & { readonly region: Region },
  extents: RegionExtents,
  warn: Warn,
): void {
  // The histories of child executions are their own.
  if (effect.kind !== "map" || effect.items === undefined || effect.distributed !== undefined) return;
  const count = lengthOf(extents.ofNode(effect.items, region));
  const events = (count ?? 0) * (eventsPerIteration + eventsPerCall * fewestCalls(effect.body));
  if (count !== undefined && events > longestHistory) warn("MR3004", place, { count, events });
}

/** The calls on the shortest way through an iteration. */
function fewestCalls(body: Region): number {
  return shortestWay(body, ["return", "fail"], ({ terminator }) => (terminator.kind === "effect" ? 1 : 0));
}

function inputExtent({ triggers, input }: Workflow): Extent | undefined {
  if (input !== undefined) return { kind: "schema", schema: input };
  // Of several events each has a bound of its own, and which one is read is not known here.
  const [trigger, another] = triggers;
  return another === undefined && trigger !== undefined && "schema" in trigger
    ? { kind: "object", members: new Map([["detail", { kind: "schema", schema: trigger.schema }]]) }
    : undefined;
}

/** The task function that a state calls, if it calls one. */
export function taskOf(effect: TaskEffect, tasks: readonly UsedTask[]): UsedTask | undefined {
  return tasks.find(({ placeholder }) => calls(effect, placeholder));
}

function calls({ arguments: given }: TaskEffect, placeholder: string): boolean {
  const name = argument(given, "FunctionName");
  return name?.kind === "literal" && name.value === `\${${placeholder}}`;
}

/** A function's payload; of other calls all that is sent. */
function argumentExtent(given: JsonataNode, region: Region, extents: RegionExtents): Extent | undefined {
  return extents.ofNode(argument(given, "Payload") ?? given, region);
}

function argument(given: JsonataNode, name: string): JsonataNode | undefined {
  if (given.kind !== "object") return undefined;
  return given.members.find(({ key }) => key.kind === "literal" && key.value === name)?.value;
}
