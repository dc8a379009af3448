/** A request to somebody else's server as it is sent. */
export interface HttpRequest {
  readonly url: URL;
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
