import type { Json, State, StateType } from "#asl";
import type { InspectedValues, Inspection } from "../core/inspection.ts";
import { isJsonPath } from "../core/json-path-fields.ts";
import type { TestStateInspection } from "./types.ts";

type Field = keyof InspectedValues;

const resultFields: readonly Field[] = ["afterResultSelector", "afterResultPath"];
const mapFields: readonly Field[] = [
  "afterItemsPointer",
  "afterItemSelector",
  "afterItemBatcher",
  "maxConcurrency",
  "toleratedFailureCount",
  "toleratedFailurePercentage",
];

/**
 * What is shown of each type of state in JSONPath. Recorded on AWS, but for Wait states and for a Map's selected and batched items,
 * which are as its guide says. A Parallel shows nothing of what its branches are given.
 */
const jsonPathFields: Readonly<Record<StateType, readonly Field[]>> = {
  Task: ["afterInputPath", "afterParameters", "result", ...resultFields],
  Pass: ["afterInputPath", "afterParameters", "result", ...resultFields],
  Choice: ["afterInputPath"],
  Wait: ["afterInputPath"],
  Succeed: ["afterInputPath"],
  Fail: ["afterInputPath"],
  Map: ["afterInputPath", "afterItemsPath", ...mapFields, ...resultFields],
  Parallel: resultFields,
};

/** Recorded on AWS, but for a Task's result. */
const jsonataFields: Readonly<Record<StateType, readonly Field[]>> = {
  Task: ["afterArguments", "result"],
  Pass: [],
  Choice: [],
  Wait: [],
  Succeed: [],
  Fail: [],
  Map: mapFields,
  Parallel: [],
};

/** What a test shows beside the outcome: numbers as they are, everything else as JSON text. */
export function inspectionData(
  state: State,
  { values, error }: Inspection,
  { inputText, variables }: { readonly inputText: string; readonly variables: Readonly<Record<string, Json>> },
): TestStateInspection {
  const fields = (isJsonPath(state) ? jsonPathFields : jsonataFields)[state.Type];
  const shown = fields.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [[field, isNumeric(field) ? value : JSON.stringify(value)] as const];
  });
  return {
    input: inputText,
    ...Object.fromEntries(shown),
    ...(Object.keys(variables).length === 0 ? {} : { variables: JSON.stringify(variables) }),
    ...(Object.keys(error).length === 0 ? {} : { errorDetails: { ...error } }),
  };
}

function isNumeric(field: Field): boolean {
  return field === "maxConcurrency" || field.startsWith("tolerated");
}
