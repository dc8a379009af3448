// What the cloud and an execution environment (a thread or a process) say to each other. All of it survives JSON.

/** The body of a failed invocation, as Lambda's Node runtime writes it. */
export interface ErrorEnvelope {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface StartMessage {
  readonly type: "start";
  readonly handler: string;
  readonly taskRoot: string;
  readonly runtime: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly memoryMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logFormat: "Text" | "JSON";
  readonly logLevel: string;
  readonly nodeOptions: string;
}

export interface InvokeMessage {
  readonly type: "invoke";
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly invokedFunctionArn: string;
  /** JSON text, already decoded from base64. */
  readonly clientContext: string | undefined;
  readonly remainingMs: number;
}

export type ToEnvironment = StartMessage | InvokeMessage;

export type FromEnvironment =
  | { readonly type: "ready" }
  | { readonly type: "loadFailed"; readonly error: ErrorEnvelope }
  | { readonly type: "log"; readonly text: string }
  | { readonly type: "succeeded"; readonly requestId: string; readonly payload: string; readonly memoryMb: number }
  | { readonly type: "failed"; readonly requestId: string; readonly error: ErrorEnvelope; readonly memoryMb: number }
  /** An error outside the handler's promise; the environment ends itself after it. */
  | { readonly type: "crashed"; readonly error: ErrorEnvelope };
