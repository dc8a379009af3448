import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AwsError } from "../aws-error.ts";
import { canonicalRequest, signatureOf, type SignatureParameters } from "../protocol/presigned-request.ts";
import { headerOf, type WireRequest } from "../protocol/wire-request.ts";
import type { Cloud } from "../service.ts";
import { secretAccessKeyOf } from "../services/sts/index.ts";

// A presigned link is handed on to somebody else, so it must end when it says, and do only what was signed.

const longestSeconds = 604_800;
const skewMs = 15 * 60_000;

/**
 * Throws, in S3's words, unless a presigned request holds now and is the one that was signed.
 *
 * The signature is computed where the secret is known: that of roles, and that of `test`, which `millrace env` exports.
 */
export function verifyPresigned(cloud: Cloud, request: WireRequest): void {
  const parameters = signatureOf(request);
  if (parameters === undefined) return verifySecondVersion(cloud, request);
  const complete = requireComplete(parameters);
  verifyTime(cloud, complete);
  const signedHeaders = complete["X-Amz-SignedHeaders"].split(";");
  requireSigned(request, signedHeaders);
  const [accessKeyId = "", ...scope] = complete["X-Amz-Credential"].split("/");
  const secret = secretAccessKeyOf(cloud, accessKeyId);
  if (secret === undefined) return;
  const canonical = canonicalRequest(request, signedHeaders);
  const stringToSign = [
    complete["X-Amz-Algorithm"],
    complete["X-Amz-Date"],
    scope.join("/"),
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const signature = sign(secret, scope, stringToSign);
  const given = complete["X-Amz-Signature"];
  if (given.length === signature.length && timingSafeEqual(Buffer.from(given), Buffer.from(signature))) return;
  throw new AwsError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    403,
    { AWSAccessKeyId: accessKeyId, StringToSign: stringToSign, SignatureProvided: given, CanonicalRequest: canonical },
  );
}

function sign(secret: string, scope: readonly string[], text: string): string {
  let key: Buffer | string = `AWS4${secret}`;
  for (const part of scope) key = createHmac("sha256", key).update(part).digest();
  return createHmac("sha256", key).update(text).digest("hex");
}

type CompleteParameters = Readonly<Record<keyof SignatureParameters, string>>;

function requireComplete(parameters: SignatureParameters): CompleteParameters {
  if (Object.values(parameters).some((value) => value === undefined || value === "")) {
    throw malformed(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  const complete = parameters as CompleteParameters;
  if (complete["X-Amz-Algorithm"] !== "AWS4-HMAC-SHA256") {
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  }
  if (complete["X-Amz-Credential"].split("/").length !== 5) {
    throw malformed(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  return complete;
}

function verifyTime(cloud: Cloud, { "X-Amz-Date": date, "X-Amz-Expires": expires }: CompleteParameters): void {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(date) ?? [];
  const iso = `${day?.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time?.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`;
  const signedAt = Date.parse(iso);
  if (Number.isNaN(signedAt)) {
    throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  }
  const seconds = Number(expires);
  if (!Number.isInteger(seconds)) throw malformed("X-Amz-Expires should be a number");
  if (seconds < 0) throw malformed("X-Amz-Expires must be non-negative");
  if (seconds > longestSeconds) {
    throw malformed(
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    );
  }
  const now = cloud.clock.now();
  if (signedAt > now + skewMs) throw new AwsError("AccessDenied", "Request is not valid yet", 403);
  if (now > signedAt + seconds * 1000) throw expired(now, signedAt + seconds * 1000, { "X-Amz-Expires": expires });
}

/** S3's second version of signing, which `aws s3 presign` still uses in places: of it only the time is looked at. */
function verifySecondVersion(cloud: Cloud, { query }: WireRequest): void {
  if (!query.has("AWSAccessKeyId") || !query.has("Signature")) return;
  const seconds = Number(query.get("Expires") ?? Number.NaN);
  if (!Number.isInteger(seconds))
    throw new AwsError("AccessDenied", "Invalid date (should be seconds since epoch)", 403);
  const now = cloud.clock.now();
  if (now > seconds * 1000) throw expired(now, seconds * 1000);
}

const expired = (now: number, at: number, members: object = {}): AwsError =>
  new AwsError("AccessDenied", "Request has expired", 403, {
    ...members,
    Expires: new Date(at).toISOString(),
    ServerTime: new Date(now).toISOString(),
  });

const malformed = (message: string): AwsError => new AwsError("AuthorizationQueryParametersError", message);

/** What was not signed could be added by whoever holds the link: S3's own headers change what the request does. */
function requireSigned(request: WireRequest, signedHeaders: readonly string[]): void {
  const added = Object.keys(request.headers).filter(
    (name) => name.startsWith("x-amz-") && name !== "x-amz-content-sha256" && !signedHeaders.includes(name),
  );
  if (added.length > 0) {
    throw new AwsError("AccessDenied", "There were headers present in the request which were not signed", 403, {
      HeadersNotSigned: added.join(", "),
    });
  }
  const missing = signedHeaders.filter((name) => headerOf(request, name) === undefined);
  if (missing.length > 0) {
    throw new AwsError(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      403,
      { HeadersMissing: missing.join(", ") },
    );
  }
}
