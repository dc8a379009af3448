/** One thing that is wrong with a definition, in the words of `ValidateStateMachineDefinition`. */
export interface AslFinding {
  readonly code: AslFindingCode;
  /** A WARNING may fail at run time; an ERROR is refused by `CreateStateMachine`. */
  readonly severity: "ERROR" | "WARNING";
  /** JSON-pointer-like, for instance `/States/ChargeCard/Next`. */
  readonly location: string;
  readonly message: string;
}

export type AslFindingCode =
  | "SCHEMA_VALIDATION_FAILED"
  | "MISSING_TRANSITION_TARGET"
  | "MISSING_TERMINAL_STATE"
  | "DUPLICATE_STATE_NAME"
  | "INVALID_ERROR_HANDLER"
  | "INVALID_VARIABLE_NAME"
  | "UNDEFINED_VARIABLE"
  | "VARIABLE_IN_OUTER_SCOPE"
  | "INVALID_JSONATA_EXPRESSION"
  | "UNSUPPORTED_JSONATA_EXPRESSION"
  | "UNSUPPORTED_FEATURE";
