import { InvalidDefinition, loadMachine, type MachineType } from "#interpreter";
import { AwsError } from "../../aws-error.ts";
import { nodeHash } from "../../runtime/machine-cache.ts";
import { checkExpress } from "./check-express.ts";
import { checkResources } from "./check-resources.ts";
import { constraint } from "./errors.ts";

/** A reason to refuse a definition, in the shape of `ValidateStateMachineDefinition`. */
export interface DefinitionDiagnostic {
  readonly code: string;
  readonly message: string;
  /** Absent where the text is not a JSON object at all. */
  readonly location?: string;
}

const maxDefinitionLength = 1_048_576;

/** All reasons to refuse a definition; none if it can run here. */
export function diagnoseDefinition(text: string, type: MachineType): readonly DefinitionDiagnostic[] {
  if (text.length > maxDefinitionLength) {
    throw constraint("definition", `${text.slice(0, 40)}…`, `have length less than or equal to ${maxDefinitionLength}`);
  }
  const parsed = parse(text);
  if ("diagnostic" in parsed) return [parsed.diagnostic];
  try {
    const { definition } = loadMachine(parsed.definition, { hash: nodeHash });
    const unfit = type === "EXPRESS" ? checkExpress(definition) : [];
    // What AWS refuses comes before what is missing here.
    return unfit.length > 0 ? unfit : checkResources(definition);
  } catch (error) {
    if (error instanceof InvalidDefinition) return error.findings;
    throw error;
  }
}

/** Throws `InvalidDefinition` as `CreateStateMachine` answers it. */
export function checkDefinition(text: string, type: MachineType): void {
  const diagnostics = diagnoseDefinition(text, type);
  if (diagnostics.length === 0) return;
  const reasons = diagnostics.map(({ code, message, location }) =>
    location === undefined ? `${code}: ${message}` : `${code}: ${message} at ${location}`,
  );
  throw new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${reasons.join(", ")}'`);
}

function parse(text: string): { readonly definition: object } | { readonly diagnostic: DefinitionDiagnostic } {
  const notAnObject = { code: "SCHEMA_VALIDATION_FAILED", message: "Definition must be a valid JSON object" };
  if (text.trim() === "") return { diagnostic: notAnObject };
  try {
    const definition = JSON.parse(text) as unknown;
    const isObject = typeof definition === "object" && definition !== null && !Array.isArray(definition);
    return isObject ? { definition } : { diagnostic: notAnObject };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { diagnostic: { code: "INVALID_JSON_DESCRIPTION", message } };
  }
}
