import { type CompiledWorkflow, eventBusPlaceholder, eventSourcePlaceholder, type UsedTask } from "#compiler";
import { loadMachine, type Machine } from "#interpreter";
import { nodeHash } from "#node";
import { testReference } from "./aws-runner.ts";

/** What runs a compiled workflow in this process: the parsed definition, each placeholder given a value. */
export interface LoadedMachine {
  readonly compiled: CompiledWorkflow;
  readonly machine: Machine;
  /** By ARN: itself, and all that it calls, directly or through others. */
  readonly machines: ReadonlyMap<string, LoadedMachine>;
}

export const functionArn = (task: UsedTask): string =>
  `arn:aws:lambda:us-east-1:000000000000:function:${task.contract.name}`;

export const stateMachineArn = (name: string): string => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

/** What the app's own bus is called, to which `emit` sends. */
export const testBus = "test-bus";

/** Parses the definitions of a workflow and of those it calls, once per `loadWorkflow`. */
export function loadCompiled(compiled: CompiledWorkflow, called: readonly CompiledWorkflow[] = []): LoadedMachine {
  const machines = new Map<string, LoadedMachine>();
  for (const one of [...called, compiled]) {
    machines.set(stateMachineArn(one.name), { compiled: one, machine: machineOf(one), machines });
  }
  return machines.get(stateMachineArn(compiled.name))!;
}

function machineOf(compiled: CompiledWorkflow): Machine {
  const values = new Map([
    [eventBusPlaceholder, testBus],
    [eventSourcePlaceholder, "test"],
    ...compiled.tasks.map((task) => [task.placeholder, functionArn(task)] as const),
    ...compiled.references.map(({ placeholder, kind, name }) => [placeholder, testReference(kind, name)] as const),
    ...compiled.calls.map(({ placeholder, name }) => [placeholder, stateMachineArn(name)] as const),
  ]);
  const text = JSON.stringify(compiled.definition).replaceAll(
    /\$\{([A-Za-z0-9]+)\}/g,
    (placeholder, name: string) => values.get(name) ?? placeholder,
  );
  return loadMachine(JSON.parse(text), {
    type: compiled.workflow.type === "express" ? "EXPRESS" : "STANDARD",
    hash: nodeHash,
  });
}
