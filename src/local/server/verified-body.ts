import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import type { TransformCallback } from "node:stream";
import { AwsError } from "../aws-error.ts";

/** Passes a payload on and fails at its end if it is not the one that was signed. */
export class VerifiedBody extends Transform {
  readonly #hash = createHash("sha256");
  readonly #expected: string;

  /** @param expected SHA-256 in hexadecimal */
  constructor(expected: string) {
    super();
    this.#expected = expected.toLowerCase();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    this.#hash.update(chunk);
    callback(null, chunk);
  }

  override _flush(callback: TransformCallback): void {
    callback(this.#hash.digest("hex") === this.#expected ? null : mismatch());
  }
}

const mismatch = (): AwsError =>
  new AwsError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
