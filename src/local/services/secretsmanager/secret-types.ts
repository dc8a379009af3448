// The API's structures as far as they are honoured. There is no SDK client among the packages that the local cloud stands on, so
// these are ours; the schemas on the wire are generated.

export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** What names a secret: its name, its ARN, or its ARN without the six characters at the end. */
export interface SecretReference {
  readonly SecretId: string;
}

/** What a version holds: one of the two. */
export interface SecretValue {
  readonly SecretString?: string;
  readonly SecretBinary?: Uint8Array;
}

/** How an answer names a secret. */
export interface SecretName {
  readonly ARN: string;
  readonly Name: string;
}

export interface Filter {
  readonly Key?: string;
  readonly Values?: readonly string[];
}
