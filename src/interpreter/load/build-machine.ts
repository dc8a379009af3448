import { expressionsOf } from "#asl";
import type { Branch, Definition, State } from "#asl";
import { createTemplates } from "../expressions/compile-template.ts";
import { parseExpression } from "../expressions/parse-expression.ts";
import { taskResource } from "../states/task-resource.ts";
import type { TaskResource } from "../states/task-resource.ts";
import type { JsonPathProgram } from "./json-path-program.ts";
import type { LoadOptions, Machine } from "./machine.ts";

/** Parses each expression of a definition once; it was checked and normalized, and its paths are compiled. */
export function buildMachine(definition: Definition, jsonPath: JsonPathProgram, options: LoadOptions): Machine {
  const { type = "STANDARD", hash } = options;
  const sources = new Set(expressionsOf(definition).map(({ source }) => source));
  const expressions = new Map([...sources].map((source) => [source, parseExpression(source)]));
  const templates = createTemplates(expressions);
  const states = new Map(statesOf(definition));
  return { definition, type, states, resources: resourcesOf(states), expressions, templates, jsonPath, hash };
}

function resourcesOf(states: ReadonlyMap<string, State>): ReadonlyMap<string, TaskResource> {
  const resources = new Map<string, TaskResource>();
  for (const state of states.values()) {
    if (state.Type === "Task") resources.set(state.Resource, taskResource(state.Resource));
  }
  return resources;
}

function statesOf(branch: Branch): [string, State][] {
  return Object.entries(branch.States).flatMap(([name, state]) => [[name, state], ...innerStatesOf(state)]);
}

function innerStatesOf(state: State): [string, State][] {
  if (state.Type === "Parallel") return state.Branches.flatMap(statesOf);
  return state.Type === "Map" ? statesOf(state.ItemProcessor) : [];
}
