import type { AslFinding } from "#asl";
import { isRecord } from "../is-record.ts";
import { isActivity } from "../states/task-resource.ts";

// What Step Functions runs and this interpreter does not yet. Each is refused by name, before anything else is checked,
// because a definition that AWS accepts must never run differently here.

type JsonRecord = Readonly<Record<string, unknown>>;

/** Lists what a definition uses that is not supported; anything malformed is left to the validator. */
export function unsupportedFeatures(definition: unknown, withActivities = false): readonly AslFinding[] {
  return featuresOfBranch(definition, "")
    .filter(({ feature }) => !(withActivities && feature === "activity"))
    .map(({ finding }) => finding);
}

interface Feature {
  readonly feature: "activity" | "field";
  readonly finding: AslFinding;
}

function featuresOfBranch(branch: unknown, location: string): Feature[] {
  if (!isRecord(branch) || !isRecord(branch.States)) return [];
  return Object.entries(branch.States).flatMap(([name, state]) =>
    isRecord(state) ? featuresOfState(state, `${location}/States/${name}`) : [],
  );
}

function featuresOfState(state: JsonRecord, location: string): Feature[] {
  return [
    ...(typeof state.Resource === "string" ? resourceFeatures(state.Resource, `${location}/Resource`) : []),
    ...mapFeatures(state, location),
    ...innerFeatures(state, location),
  ];
}

/** What AWS makes of lines of JSON that are not written anywhere is not known. */
function mapFeatures({ ResultWriter: writer }: JsonRecord, location: string): Feature[] {
  if (!isRecord(writer) || !isRecord(writer.WriterConfig) || "Resource" in writer) return [];
  const { OutputType: type } = writer.WriterConfig;
  if (type !== "JSONL") return [];
  return [
    unsupported(`${location}/ResultWriter/WriterConfig/OutputType`, "the output type 'JSONL' without a Resource"),
  ];
}

function innerFeatures(state: JsonRecord, location: string): Feature[] {
  if (Array.isArray(state.Branches)) {
    return state.Branches.flatMap((branch: unknown, index) =>
      featuresOfBranch(branch, `${location}/Branches[${index}]`),
    );
  }
  return ["ItemProcessor", "Iterator"].flatMap((field) => featuresOfBranch(state[field], `${location}/${field}`));
}

function resourceFeatures(resource: string, location: string): Feature[] {
  if (isActivity(resource)) return [unsupported(location, `the activity '${resource}'`, "activity")];
  return [];
}

function unsupported(location: string, what: string, feature: Feature["feature"] = "field"): Feature {
  const message = `This interpreter does not support ${what} yet`;
  return { feature, finding: { code: "UNSUPPORTED_FEATURE", severity: "ERROR", location, message } };
}
