/** One configuration of a function with its code: `$LATEST`, or a published version, which never changes. */
export interface FunctionVersion {
  readonly functionName: string;
  readonly version: string;
  readonly runtime: string;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly hasEnvironment: boolean;
  readonly layers: readonly string[];
  readonly architectures: readonly string[];
  readonly logFormat: "Text" | "JSON";
  /** Absent where none was asked for, and always for text. */
  readonly applicationLogLevel?: string | undefined;
  readonly logGroup: string;
  readonly temporaryMb: number;
  readonly tracingMode: string;
  readonly deadLetterArn: string | undefined;
  readonly code: FunctionCode;
  readonly modifiedAt: number;
  readonly revisionId: string;
}

export interface FunctionCode {
  /** Base64, as the API gives it. */
  readonly sha256: string;
  /** Bytes of the archive. */
  readonly size: number;
  readonly unzippedSize: number;
  /** Below the data folder, so that the folder may be moved. */
  readonly folder: string;
}
