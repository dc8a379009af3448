/** All that is needed to run one version of one function. */
export interface FunctionSpec {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** Changes with every change of code or configuration; environments of an older one serve no new invocation. */
  readonly revision: string;
  readonly runtime: string;
  readonly handler: string;
  /** Where the unzipped bundle stands. */
  readonly codeFolder: string;
  readonly bundleKb: number;
  /** Values of NODE_PATH, in the order of the layers. A function with some runs in a process of its own. */
  readonly modulePaths: readonly string[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly roleArn: string;
  readonly logGroupName: string;
  readonly logFormat: "Text" | "JSON";
  /** What a function's JSON log leaves out below. */
  readonly logLevel: string;
}

export interface InvocationRequest {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly clientContext: string | undefined;
  /** Whether a function that runs waits for it. @default false */
  readonly isNested?: boolean;
}

export interface InvocationResult {
  /** JSON text: the handler's result, or the error envelope. */
  readonly payload: string;
  readonly isError: boolean;
  /** How long the handler ran. */
  readonly durationMs: number;
  /** Log lines of this invocation, START to REPORT. */
  readonly log: string;
}

export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface ColdStart {
  readonly functionName: string;
  readonly version: string;
  readonly initMs: number;
  readonly bundleKb: number;
}

export interface FunctionLogStream extends Pick<FunctionSpec, "functionName" | "roleArn" | "logGroupName"> {
  readonly logStreamName: string;
}

/** What the runner stands on; the Lambda service gives it, tests give their own. */
export interface RunnerHost {
  readonly region: string;
  readonly endpoint: () => string;
  /** Each environment gets a folder of its own in here as its TMPDIR. */
  readonly temporaryFolder: string;
  readonly now: () => number;
  readonly at: (dueAt: number, callback: () => void) => () => void;
  readonly newId: () => string;
  readonly credentials: (roleArn: string, functionName: string) => RoleCredentials | Promise<RoleCredentials>;
  /** Opens the log of an environment; what it gives appends lines, as the function's role may. */
  readonly openLog: (stream: FunctionLogStream) => (lines: readonly string[]) => void;
  readonly recordColdStart: (coldStart: ColdStart) => void;
}
