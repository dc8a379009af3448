import { processorOf } from "#asl";
import type { Branch, Definition, MapState, QueryLanguage, State } from "#asl";

/** A definition in which each state says its query language and older names of fields are the present ones. */
export function normalizeDefinition(definition: Definition): Definition {
  return normalizeBranch(definition, definition.QueryLanguage ?? "JSONPath");
}

function normalizeBranch<Part extends Branch>(branch: Part, ofDefinition: QueryLanguage): Part {
  const states = Object.entries(branch.States).map(
    ([name, state]) => [name, normalizeState(state, ofDefinition)] as const,
  );
  return { ...branch, States: Object.fromEntries(states) };
}

function normalizeState(state: State, ofDefinition: QueryLanguage): State {
  const language = state.QueryLanguage ?? ofDefinition;
  switch (state.Type) {
    case "Parallel":
      return {
        ...state,
        QueryLanguage: language,
        Branches: state.Branches.map((branch) => normalizeBranch(branch, ofDefinition)),
      };
    case "Map":
      return normalizeMap(state, language, ofDefinition);
    default:
      return { ...state, QueryLanguage: language };
  }
}

function normalizeMap(state: MapState, language: QueryLanguage, ofDefinition: QueryLanguage): MapState {
  const { Parameters: parameters, ...present } = state;
  return {
    ...(parameters === undefined ? {} : { ItemSelector: parameters }),
    ...present,
    QueryLanguage: language,
    ItemProcessor: normalizeBranch(processorOf(state), ofDefinition),
  };
}
