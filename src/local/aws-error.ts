/** An answer in AWS's words: the service's own error code and message, never ours. */
export class AwsError extends Error {
  /** As AWS names it, for instance `NoSuchBucket` or `ResourceNotFoundException`. */
  readonly code: string;
  /** HTTP status, 400–499, or 501 for what is not implemented; 500 would make SDKs retry for a minute. */
  readonly status: number;
  /** Further members of the error's shape. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** Refuses by name what the local cloud does not implement. */
export function notImplemented(what: string): AwsError {
  return new AwsError("NotImplemented", `${what} is not implemented by the local cloud`, 501);
}
