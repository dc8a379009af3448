import { existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import type { Contract } from "#authoring";
import type { CompiledWorkflow, Diagnostic } from "#compiler";
import { constructId } from "../construct-id.ts";
import { duplicateTask, duplicateWorkflow, folderDiffers, handlerMissing } from "../diagnostics/catalog.ts";
import { checkAwsCalls } from "./check-aws-calls.ts";
import { checkTriggers } from "./check-triggers.ts";
import { findLoops } from "./find-loops.ts";
import { orderCalls } from "./order-calls.ts";
import { unusedContracts } from "./unused-contracts.ts";

/** What to build for a set of workflows. */
export interface AppPlan {
  /** Each after those that it calls. */
  readonly workflows: readonly CompiledWorkflow[];
  /** Each once, in order of first use. */
  readonly tasks: readonly PlannedTask[];
  /** Logical names, each once, in order of first use. */
  readonly buckets: readonly string[];
  /** Whether any workflow emits or listens to an event of the app. */
  readonly usesBus: boolean;
}

export interface PlannedTask {
  readonly contract: Contract;
  readonly contractFile: string;
  readonly handlerFile: string;
}

export interface PlanResult {
  readonly plan: AppPlan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Collects what workflows share, and finds what contradicts. Touches no construct. */
export function planApp(
  workflows: readonly CompiledWorkflow[],
  rootFolder: string,
  given: readonly string[] = [],
): PlanResult {
  const tasks = tasksOf(workflows);
  const ordered = orderCalls(workflows, rootFolder);
  const diagnostics = [
    ...duplicateWorkflows(workflows),
    ...duplicateTasks(tasks, rootFolder),
    ...tasks.flatMap((task) => checkFolder(task, rootFolder)),
    ...findLoops(workflows),
    ...ordered.diagnostics,
    ...checkTriggers(workflows),
    ...workflows.flatMap((compiled) => checkAwsCalls(compiled, new Set(given))),
    ...unusedContracts(tasks, rootFolder),
  ];
  const usesBus = workflows.some(
    ({ events, workflow: { triggers } }) => events.length > 0 || triggers.some(({ type }) => type === "event"),
  );
  return { plan: { workflows: ordered.workflows, tasks, buckets: bucketsOf(workflows, tasks), usesBus }, diagnostics };
}

function tasksOf(workflows: readonly CompiledWorkflow[]): readonly PlannedTask[] {
  const byFile = new Map<string, PlannedTask>();
  for (const { contract, contractFile } of workflows.flatMap(({ tasks }) => tasks)) {
    // Two exports of one file are two contracts, of which at most one has the folder's name.
    const key = `${contractFile} ${contract.name}`;
    if (!byFile.has(key))
      byFile.set(key, { contract, contractFile, handlerFile: join(dirname(contractFile), "handler.ts") });
  }
  return [...byFile.values()];
}

function bucketsOf(workflows: readonly CompiledWorkflow[], tasks: readonly PlannedTask[]): readonly string[] {
  const triggering = workflows.flatMap(({ workflow: { triggers } }) =>
    triggers.flatMap((trigger) => (trigger.type === "object" ? [trigger.bucket] : [])),
  );
  const accessed = tasks.flatMap(({ contract }) => Object.values(contract.access).map(({ bucket }) => bucket));
  const called = workflows.flatMap(({ references, workflow }) => [
    ...references.filter(({ kind }) => kind === "bucket").map(({ name }) => name),
    ...workflow.access.flatMap((access) => ("bucket" in access ? [access.bucket] : [])),
  ]);
  return [...new Set([...triggering, ...accessed, ...called])];
}

function duplicateWorkflows(workflows: readonly CompiledWorkflow[]): readonly Diagnostic[] {
  return groups(workflows, ({ name }) => constructId(name)).map((same) =>
    duplicateWorkflow(
      same[1]?.name ?? "",
      same.map(({ file }) => file),
    ),
  );
}

function duplicateTasks(tasks: readonly PlannedTask[], rootFolder: string): readonly Diagnostic[] {
  return groups(tasks, ({ contract }) => constructId(contract.name)).map((same) =>
    duplicateTask(
      same.map(({ contract }) => contract.name),
      same.map(({ contractFile }) => relative(rootFolder, contractFile)),
    ),
  );
}

/** Groups of two or more with the same key. */
function groups<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly T[])[] {
  return [...Map.groupBy(values, keyOf).values()].filter((same) => same.length > 1);
}

function checkFolder({ contract, contractFile, handlerFile }: PlannedTask, rootFolder: string): readonly Diagnostic[] {
  const folder = basename(dirname(contractFile));
  const file = relative(rootFolder, contractFile);
  if (folder !== contract.name) return [folderDiffers(file, folder, contract.name)];
  return existsSync(handlerFile) ? [] : [handlerMissing(file, contract.name, relative(rootFolder, handlerFile))];
}
