import { invalidRequest } from "./refusal.ts";
import type { TestStateRequest } from "./types.ts";

// The constraints of TestState's model, which AWS checks before anything else.

const payloadLength = 262_144;
const nameLength = 80;

interface Constraint {
  readonly member: string;
  readonly value: string | number | undefined;
  readonly longest?: number;
  readonly shortest?: number;
  readonly least?: number;
  readonly oneOf?: readonly string[];
}

/** Throws where members are too long, too short, too small or not among what they may be. */
export function checkConstraints(request: TestStateRequest): void {
  const broken = constraintsOf(request).flatMap((constraint) => {
    const rule = brokenRule(constraint);
    return rule === undefined ? [] : [`${shown(constraint)} failed to satisfy constraint: Member must ${rule}`];
  });
  if (broken.length === 0) return;
  const errors = broken.length === 1 ? "1 validation error" : `${broken.length} validation errors`;
  throw invalidRequest(`${errors} detected: ${broken.join("; ")}`);
}

function shown({ member, value }: Constraint): string {
  return `Value '${String(value)}' at '${member}'`;
}

function constraintsOf(request: TestStateRequest): readonly Constraint[] {
  const { mock, stateConfiguration: configuration } = request;
  return [
    { member: "definition", value: request.definition, shortest: 1, longest: 1_048_576 },
    { member: "roleArn", value: request.roleArn, shortest: 1, longest: 256 },
    { member: "input", value: request.input, longest: payloadLength },
    { member: "inspectionLevel", value: request.inspectionLevel, oneOf: ["INFO", "DEBUG", "TRACE"] },
    { member: "variables", value: request.variables, longest: payloadLength },
    { member: "stateName", value: request.stateName, shortest: 1, longest: nameLength },
    { member: "context", value: request.context, longest: payloadLength },
    { member: "mock.result", value: mock?.result, longest: payloadLength },
    { member: "mock.errorOutput.error", value: mock?.errorOutput?.error, longest: 256 },
    { member: "mock.errorOutput.cause", value: mock?.errorOutput?.cause, longest: 32_768 },
    { member: "mock.fieldValidationMode", value: mock?.fieldValidationMode, oneOf: ["STRICT", "PRESENT", "NONE"] },
    { member: "stateConfiguration.retrierRetryCount", value: configuration?.retrierRetryCount, least: 0 },
    {
      member: "stateConfiguration.errorCausedByState",
      value: configuration?.errorCausedByState,
      shortest: 1,
      longest: nameLength,
    },
    { member: "stateConfiguration.mapIterationFailureCount", value: configuration?.mapIterationFailureCount, least: 0 },
    { member: "stateConfiguration.mapItemReaderData", value: configuration?.mapItemReaderData, longest: payloadLength },
  ];
}

function brokenRule({ value, longest, shortest, least, oneOf }: Constraint): string | undefined {
  if (typeof value === "number") {
    return least !== undefined && value < least ? `have value greater than or equal to ${least}` : undefined;
  }
  if (value === undefined) return undefined;
  if (oneOf !== undefined) return oneOf.includes(value) ? undefined : `satisfy enum value set: [${oneOf.join(", ")}]`;
  if (shortest !== undefined && value.length < shortest) return `have length greater than or equal to ${shortest}`;
  if (longest !== undefined && value.length > longest) return `have length less than or equal to ${longest}`;
  return undefined;
}
