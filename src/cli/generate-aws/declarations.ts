// A service's API as its SDK client declares it, reduced to what Step Functions passes on: JSON.

export interface ServiceDeclarations {
  /** As the client is called: `DynamoDB`. */
  readonly clientName: string;
  /** The client's package and its version. */
  readonly packageName: string;
  readonly version: string;
  readonly operations: ReadonlyMap<string, DeclaredOperation>;
  readonly structures: ReadonlyMap<string, DeclaredStructure>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly errors: readonly DeclaredError[];
}

export interface DeclaredOperation {
  /** As the API writes it: `GetItem`. */
  readonly name: string;
  /** The first sentence of its documentation. */
  readonly summary: string | undefined;
  /** Names of structures; `undefined` where there is nothing to pass. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  /** Names of the errors it is documented to fail with. */
  readonly errors: readonly string[];
}

export interface DeclaredStructure {
  readonly members: readonly DeclaredMember[];
  /** Exactly one member is present. */
  readonly isUnion: boolean;
}

export interface DeclaredMember {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: DeclaredType;
}

export type DeclaredType =
  | { readonly kind: "string" | "number" | "boolean" | "json" }
  /** Text on the way out; on the way in Step Functions takes any JSON and writes its text. */
  | { readonly kind: "blob" }
  /** ISO 8601. */
  | { readonly kind: "timestamp" }
  | { readonly kind: "list"; readonly of: DeclaredType }
  | { readonly kind: "map"; readonly keys: string | undefined; readonly of: DeclaredType }
  /** A structure or an enum. */
  | { readonly kind: "named"; readonly name: string }
  /** An event stream, which no state can take or give. */
  | { readonly kind: "stream" };

export interface DeclaredError {
  readonly name: string;
  readonly fault: "client" | "server";
  readonly isRetryable: boolean;
}
