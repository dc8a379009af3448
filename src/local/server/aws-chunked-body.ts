import { Transform } from "node:stream";
import type { TransformCallback } from "node:stream";
import { AwsError } from "../aws-error.ts";

// `aws-chunked` is S3's own framing of streamed uploads, beneath HTTP's: `SIZE[;chunk-signature=…]CRLF DATA CRLF … 0 CRLF
// [trailer:value CRLF]… CRLF`. What is stored is the data alone; the trailers carry the checksum.

type State = "size" | "data" | "dataEnd" | "trailer" | "done";

const longestLine = 4096;
const longestTrailers = 16_384;

/** Removes the framing; `trailers` is complete once the stream has ended. */
export class AwsChunkedBody extends Transform {
  readonly trailers: Record<string, string> = {};
  /** Names of the trailers to come, known beforehand. */
  readonly announcedTrailers: readonly string[];
  #state: State = "size";
  #line = "";
  #remaining = 0;
  #trailersLength = 0;
  #length = 0;
  readonly #expectedLength: number | undefined;

  constructor(expectedLength: number | undefined, announcedTrailers: readonly string[]) {
    super();
    this.#expectedLength = expectedLength;
    this.announcedTrailers = announcedTrailers;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    try {
      let offset = 0;
      while (offset < chunk.length) offset = this.#take(chunk, offset);
      callback();
    } catch (error) {
      callback(error as Error);
    }
  }

  override _flush(callback: TransformCallback): void {
    const isWhole = this.#expectedLength === undefined || this.#expectedLength === this.#length;
    callback(this.#state === "done" && isWhole ? null : incomplete());
  }

  /** Consumes bytes from `offset` on; returns where to go on. */
  #take(chunk: Buffer, offset: number): number {
    if (this.#state === "data") {
      const end = Math.min(chunk.length, offset + this.#remaining);
      this.push(chunk.subarray(offset, end));
      this.#remaining -= end - offset;
      this.#length += end - offset;
      if (this.#remaining === 0) this.#state = "dataEnd";
      return end;
    }
    const newline = chunk.indexOf(10, offset);
    const end = newline === -1 ? chunk.length : newline + 1;
    this.#line += chunk.toString("latin1", offset, end);
    if (this.#line.length > longestLine) throw incomplete();
    if (newline !== -1) {
      const line = this.#line.replace(/\r?\n$/, "");
      this.#line = "";
      this.#takeLine(line);
    }
    return end;
  }

  #takeLine(line: string): void {
    switch (this.#state) {
      case "size": {
        const size = /^([0-9a-f]+)(;|$)/i.exec(line)?.[1];
        if (size === undefined) throw incomplete();
        this.#remaining = Number.parseInt(size, 16);
        this.#state = this.#remaining === 0 ? "trailer" : "data";
        return;
      }
      case "dataEnd":
        if (line !== "") throw incomplete();
        this.#state = "size";
        return;
      case "trailer": {
        if (line === "") {
          this.#state = "done";
          return;
        }
        const colon = line.indexOf(":");
        this.#trailersLength += line.length;
        if (colon < 1 || this.#trailersLength > longestTrailers) throw malformedTrailer();
        this.trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
        return;
      }
      case "done":
        // Bytes after the last chunk: only an empty line is tolerated.
        if (line !== "") throw incomplete();
        return;
      case "data":
        throw new Error("data is not read by line");
    }
  }
}

const malformedTrailer = (): AwsError =>
  new AwsError(
    "MalformedTrailerError",
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  );

const incomplete = (): AwsError => new AwsError("IncompleteBody", "The request body terminated unexpectedly", 400);
