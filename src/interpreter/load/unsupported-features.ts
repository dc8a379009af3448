import type { AslFinding } from "#asl";

// What Step Functions runs and this interpreter does not yet. Each is refused by name, before anything else is checked,
// because a definition that AWS accepts must never run differently here.

const jsonPathFields = [
  "InputPath",
  "OutputPath",
  "ResultPath",
  "Parameters",
  "ResultSelector",
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "ErrorPath",
  "CausePath",
  "MaxConcurrencyPath",
];

const distributedFields = [
  "ItemReader",
  "ItemBatcher",
  "ResultWriter",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
  "Label",
];

// Another role's rights: a runner that ignored them would do the task with the wrong ones.
const otherFields = ["Credentials"];

type JsonRecord = Readonly<Record<string, unknown>>;

/** Lists what a definition uses that is not supported; anything malformed is left to the validator. */
export function unsupportedFeatures(definition: unknown): readonly AslFinding[] {
  if (!isRecord(definition)) return [];
  return featuresOfStates(definition, "", definition.QueryLanguage === "JSONata");
}

function featuresOfStates(branch: JsonRecord, location: string, isJsonata: boolean): AslFinding[] {
  if (!isRecord(branch.States)) return [];
  return Object.entries(branch.States).flatMap(([name, state]) =>
    isRecord(state) ? featuresOfState(state, `${location}/States/${name}`, isJsonata) : [],
  );
}

function featuresOfState(state: JsonRecord, location: string, inherited: boolean): AslFinding[] {
  const isJsonata = state.QueryLanguage === undefined ? inherited : state.QueryLanguage === "JSONata";
  if (!isJsonata) {
    return [unsupported(location, "the query language JSONPath (set QueryLanguage to 'JSONata')")];
  }
  return [
    ...[...jsonPathFields, ...distributedFields, ...otherFields]
      .filter((field) => field in state)
      .map((field) => unsupported(`${location}/${field}`, `the field '${field}'`)),
    ...(typeof state.Resource === "string" ? resourceFeatures(state.Resource, `${location}/Resource`) : []),
    ...innerFeatures(state, location, isJsonata),
  ];
}

function innerFeatures(state: JsonRecord, location: string, isJsonata: boolean): AslFinding[] {
  if (Array.isArray(state.Branches)) {
    return state.Branches.flatMap((branch: unknown, index) =>
      isRecord(branch) ? featuresOfStates(branch, `${location}/Branches[${index}]`, isJsonata) : [],
    );
  }
  if (!isRecord(state.ItemProcessor))
    return "Iterator" in state ? [unsupported(`${location}/Iterator`, "the field 'Iterator'")] : [];
  const inner = `${location}/ItemProcessor`;
  const config = state.ItemProcessor.ProcessorConfig;
  const isDistributed = isRecord(config) && config.Mode === "DISTRIBUTED";
  return [
    ...(isDistributed ? [unsupported(`${inner}/ProcessorConfig/Mode`, "the Map mode 'DISTRIBUTED'")] : []),
    ...featuresOfStates(state.ItemProcessor, inner, isJsonata),
  ];
}

function resourceFeatures(resource: string, location: string): AslFinding[] {
  if (resource.includes(":activity:")) return [unsupported(location, `the activity '${resource}'`)];
  return [];
}

function unsupported(location: string, what: string): AslFinding {
  return {
    code: "UNSUPPORTED_FEATURE",
    severity: "ERROR",
    location,
    message: `This interpreter does not support ${what} yet`,
  };
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
