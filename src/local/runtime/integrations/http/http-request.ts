/** A request of an HTTP Task as it is sent. */
export interface HttpRequest {
  readonly url: URL;
  /** ApiEndpoint as it was given, which rights are checked on. */
  readonly endpoint: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | undefined;
}

/** What came back, before it is read. */
export interface HttpResponse {
  readonly status: number;
  readonly statusText: string;
  /** Names in lower case, with every value that was sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
}
