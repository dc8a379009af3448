import { invalidDefinitionMessage, processorOf, readDefinition } from "#asl";
import type { Branch, State } from "#asl";
import { isRecord } from "../is-record.ts";
import { validateForCreation } from "../load/validate-for-creation.ts";
import type { LoadOptions, Machine } from "../load/machine.ts";
import { invalidDefinition, invalidRequest } from "./refusal.ts";
import type { TestStateRequest } from "./types.ts";

/** The state under test, in a machine that holds it. */
export interface TestedState {
  readonly machine: Machine;
  readonly name: string;
  readonly state: State;
  /** Whether it is in what a Map does for each item. */
  readonly isIteration: boolean;
}

/** What AWS calls the state in the context object, whatever its name in the definition. */
export const testedName = "StateName";

/** Finds the state of the request; refuses a definition as CreateStateMachine would. */
export function testedState(
  { definition: text, stateName }: Pick<TestStateRequest, "definition" | "stateName">,
  variables: readonly string[],
  options: LoadOptions,
): TestedState {
  const machine = load(stateName === undefined ? machineAround(text, variables) : text, options);
  const name = stateName ?? testedName;
  const state = machine.states.get(name);
  if (state === undefined) throw invalidRequest("State not found in definition");
  return { machine, name, state, isIteration: isInMap(machine.definition, name) };
}

function load(text: string, options: LoadOptions): Machine {
  const { diagnostics, load: loadAccepted } = validateForCreation(text);
  if (loadAccepted === undefined) throw invalidDefinition(invalidDefinitionMessage(diagnostics));
  return loadAccepted(options);
}

/** A state by itself goes on to states that are not there, and reads variables that no state before it assigned. */
function machineAround(text: string, variables: readonly string[]): string {
  const read = readDefinition(text);
  if ("finding" in read) throw invalidDefinition(invalidDefinitionMessage([read.finding]));
  return JSON.stringify(definitionAround(read.definition, variables));
}

function definitionAround(state: object, variables: readonly string[]): object {
  const next = targetsOf(state).filter((name) => name !== testedName);
  const states = {
    ...Object.fromEntries(next.map((name) => [name, { Type: "Succeed" }])),
    [testedName]: state,
  };
  if (variables.length === 0) return { StartAt: testedName, States: states };
  const before = freeName(states);
  const assign = Object.fromEntries(variables.map((name) => [name, null]));
  return { StartAt: before, States: { [before]: { Type: "Pass", Assign: assign, Next: testedName }, ...states } };
}

function freeName(taken: object): string {
  let name = "Variables";
  while (Object.hasOwn(taken, name)) name += "_";
  return name;
}

/** Where control may go from a state, as far as it is written as it should be. */
function targetsOf(state: object): readonly string[] {
  const { Next, Default, Choices, Catch } = state as Readonly<Record<string, unknown>>;
  const nested = [Choices, Catch].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  const names = [Next, Default, ...nested.map((part) => (isRecord(part) ? part.Next : undefined))];
  return names.filter((name) => typeof name === "string");
}

function isInMap(branch: Branch, name: string, isAround = false): boolean {
  if (Object.hasOwn(branch.States, name)) return isAround;
  return Object.values(branch.States).some((state) => {
    if (state.Type === "Map") return isInMap(processorOf(state), name, true);
    return state.Type === "Parallel" && state.Branches.some((part) => isInMap(part, name, isAround));
  });
}

/** The names of the states in a Map's processor or a Parallel's branches, however deep. */
export function statesInside(state: State): readonly string[] {
  const branches = state.Type === "Parallel" ? state.Branches : state.Type === "Map" ? [processorOf(state)] : [];
  return branches.flatMap(({ States }) =>
    Object.entries(States).flatMap(([name, inner]) => [name, ...statesInside(inner)]),
  );
}
