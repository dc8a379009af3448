import type { JsonObject } from "#asl";

export interface SdkMetadataOptions {
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly contentType: string;
  readonly contentLength: number;
  /** Headers of this service beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What optimized integrations add to a result about the call itself. */
export function sdkMetadata({ requestId, at, contentType, contentLength, headers }: SdkMetadataOptions): JsonObject {
  const all: Record<string, string> = {
    ...headers,
    Connection: "keep-alive",
    "Content-Length": String(contentLength),
    "Content-Type": contentType,
    Date: new Date(at).toUTCString(),
    "x-amzn-RequestId": requestId,
  };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
      HttpHeaders: all,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
