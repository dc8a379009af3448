import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError, notImplemented } from "../../aws-error.ts";
import { crc32c, crc64nvme } from "./crc.ts";
import type { Crc64 } from "./crc.ts";

// Checksums of uploads: what the client claims, in members or in the trailers of a streamed body, and what was received.

export const checksumAlgorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "SHA512", "MD5"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** Members by which an upload names its checksums. */
export const checksumMembers: readonly string[] = checksumAlgorithms.map((algorithm) => `Checksum${algorithm}`);

/** A checksum as it is kept with an object. */
export interface ObjectChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; of a composite followed by `-` and the number of parts. */
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

export interface Hasher {
  readonly update: (chunk: Uint8Array) => void;
  readonly digest: () => Buffer;
}

/** Starts a checksum. */
export function createHasher(algorithm: ChecksumAlgorithm): Hasher {
  switch (algorithm) {
    case "CRC32":
      return create32BitHasher((chunk, previous) => crc32(chunk, previous));
    case "CRC32C":
      return create32BitHasher(crc32c);
    case "CRC64NVME":
      return createCrc64Hasher();
    default:
      return createHash(algorithm.toLowerCase());
  }
}

function create32BitHasher(step: (chunk: Uint8Array, previous: number) => number): Hasher {
  let value = 0;
  return {
    update(chunk) {
      value = step(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function createCrc64Hasher(): Hasher {
  let value: Crc64 = { high: 0, low: 0 };
  return {
    update(chunk) {
      value = crc64nvme(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(value.high, 0);
      bytes.writeUInt32BE(value.low, 4);
      return bytes;
    },
  };
}

/** A streamed body that announces and carries its checksum behind its data. */
export interface TrailingBody {
  readonly announcedTrailers?: readonly string[];
  readonly trailers?: Readonly<Record<string, string>>;
}

/** The algorithms that an upload will need to be checked with. */
export function algorithmsOf(input: object, body: unknown): readonly ChecksumAlgorithm[] {
  const claimed = Object.keys(claimedChecksums(input));
  const announced = (isTrailing(body) ? (body.announcedTrailers ?? []) : []).flatMap(algorithmOfTrailer);
  const named = (input as { ChecksumAlgorithm?: string }).ChecksumAlgorithm;
  const all = [...claimed, ...announced, ...(named === undefined ? [] : [parseAlgorithm(named)])];
  return checksumAlgorithms.filter((algorithm) => all.includes(algorithm));
}

export function parseAlgorithm(name: string): ChecksumAlgorithm {
  const found = checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());
  if (found === undefined) throw notImplemented(`The checksum algorithm ${name} of s3`);
  return found;
}

const isTrailing = (body: unknown): body is TrailingBody =>
  typeof body === "object" && body !== null && "announcedTrailers" in body;

function algorithmOfTrailer(name: string): ChecksumAlgorithm[] {
  const text = /^x-amz-checksum-(.+)$/.exec(name)?.[1];
  return text === undefined ? [] : [parseAlgorithm(text)];
}

/** Throws where a body ended without a checksum that it announced: nothing would have been verified. */
export function requireTrailers(body: unknown): void {
  if (!isTrailing(body)) return;
  const isMissing = (name: string): boolean =>
    algorithmOfTrailer(name).length > 0 && body.trailers?.[name] === undefined;
  if (!(body.announcedTrailers ?? []).some(isMissing)) return;
  throw new AwsError(
    "MalformedTrailerError",
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  );
}

/** What the client says the checksums are. Trailers are known once the body has been read. */
export function claimedChecksums(input: object, body?: unknown): Partial<Record<ChecksumAlgorithm, string>> {
  const claims: Partial<Record<ChecksumAlgorithm, string>> = {};
  for (const algorithm of checksumAlgorithms) {
    const member = (input as Readonly<Record<string, unknown>>)[`Checksum${algorithm}`];
    const trailer = isTrailing(body) ? body.trailers?.[`x-amz-checksum-${algorithm.toLowerCase()}`] : undefined;
    const claim = typeof member === "string" ? member : trailer;
    if (claim !== undefined) claims[algorithm] = claim;
  }
  return claims;
}

/** Throws `BadDigest` where a claim is not what was received. */
export function verifyChecksums(
  claims: Partial<Record<ChecksumAlgorithm, string>>,
  received: ReadonlyMap<ChecksumAlgorithm, string>,
): void {
  for (const [algorithm, claim] of Object.entries(claims) as [ChecksumAlgorithm, string][]) {
    if (received.get(algorithm) !== claim) {
      throw new AwsError("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
    }
  }
}

/** Throws where `Content-MD5` is malformed or not what was received. */
export function verifyContentMd5(claim: string | undefined, received: Buffer): void {
  if (claim === undefined) return;
  if (Buffer.from(claim, "base64").length !== 16) {
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.");
  }
  if (claim !== received.toString("base64")) {
    throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
}

/** Output members that tell an object's checksum. */
export function checksumOutput(checksum: ObjectChecksum | undefined): Record<string, string> {
  return checksum === undefined
    ? {}
    : { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}
