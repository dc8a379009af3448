/** One thing that is wrong with a definition, in the words of `ValidateStateMachineDefinition`. */
export interface AslFinding {
  readonly code: AslFindingCode;
  /** A WARNING may fail at run time; an ERROR is refused by `CreateStateMachine`. */
  readonly severity: "ERROR" | "WARNING";
  /** JSON-pointer-like, for instance `/States/ChargeCard/Next`. Of a whole definition there is none. */
  readonly location?: string;
  readonly message: string;
}

/** AWS's codes, then those of what AWS says nothing about. */
export type AslFindingCode =
  | "INVALID_JSON_DESCRIPTION"
  | "SCHEMA_VALIDATION_FAILED"
  | "MISSING_TRANSITION_TARGET"
  | "MISSING_END_STATE"
  | "DUPLICATE_STATE_NAME"
  | "INVALID_STATE_NAME"
  | "DUPLICATE_LABEL_NAME"
  | "INVALID_LABEL_NAME"
  | "INVALID_JSONATA_EXPRESSION"
  | "UNSUPPORTED_JSONATA_EXPRESSION"
  | "NO_DOLLAR"
  | "NO_PATH"
  | "PASS_RESULT_IS_STATIC"
  | "INVALID_VARIABLE_NAME"
  | "UNDEFINED_VARIABLE"
  | "VARIABLE_IN_OUTER_SCOPE"
  | "UNSUPPORTED_FEATURE";
