import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { AwsChunkedBody } from "../../../src/local/server/aws-chunked-body.ts";

const framed =
  "5;chunk-signature=abc\r\nhello\r\n7;chunk-signature=def\r\n, world\r\n0;chunk-signature=000\r\n" +
  "x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:123\r\n\r\n";

async function decode(text: string, pieceLength: number, expectedLength?: number) {
  const pieces = Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, index) =>
    Buffer.from(text.slice(index * pieceLength, (index + 1) * pieceLength)),
  );
  const body = new AwsChunkedBody(expectedLength, ["x-amz-checksum-crc32"]);
  Readable.from(pieces)
    .on("error", (error) => body.destroy(error))
    .pipe(body);
  return { text: String(await buffer(body)), trailers: body.trailers };
}

describe("S3's chunked framing", () => {
  it.each([1, 2, 3, 7, 1000])("is removed when it arrives in pieces of %i bytes", async (pieceLength) => {
    expect(await decode(framed, pieceLength, 12)).toEqual({
      text: "hello, world",
      trailers: { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-trailer-signature": "123" },
    });
  });

  it.each([
    ["ends early", framed.slice(0, 40), 12],
    ["has another length than announced", framed, 13],
    ["has data beyond its chunk", framed.replace("hello", "hello!"), 12],
    ["has no size", `x\r\n${framed}`, 12],
  ])("is rejected if it %s", async (_case, text, length) => {
    await expect(decode(text, 10, length)).rejects.toMatchObject({ code: "IncompleteBody", status: 400 });
  });
});
