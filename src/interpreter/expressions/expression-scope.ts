/** What an expression can name beside what it defines itself and JSONata's own functions. */
export interface ExpressionScope {
  /** `$states`. */
  readonly states: object;
  /** The members of `$states` that cost nothing: `input`, `result` and `errorOutput`. */
  readonly fields: object;
  /** The state machine's variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** AWS's functions of time and chance: results depend on the execution. */
  readonly functions: Readonly<Record<ExecutionFunctionName, unknown>>;
}

export const executionFunctionNames = ["millis", "now", "random", "uuid", "hash"] as const;
export type ExecutionFunctionName = (typeof executionFunctionNames)[number];
