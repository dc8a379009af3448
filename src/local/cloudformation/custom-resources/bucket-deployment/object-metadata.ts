import { isJsonObject, type JsonObject, type JsonValue } from "../../json-value.ts";
import { validationError } from "../../template/template.ts";

/** Options of `aws s3 sync` that become members of `PutObject` as they are. */
const members: Readonly<Record<string, string>> = {
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  "content-type": "ContentType",
  expires: "Expires",
  sse: "ServerSideEncryption",
  "storage-class": "StorageClass",
};

const absences: Readonly<Record<string, string>> = {
  acl: "objects have no ACL of their own here",
  "website-redirect": "buckets are no websites here",
  "sse-kms-key-id": "there are no KMS keys here",
  "sse-c-copy-source": "there are no keys of customers here",
};

/** The only value that changes nothing. */
const onlyValues: Readonly<Record<string, string>> = { sse: "AES256", "storage-class": "STANDARD" };

/** What the local cloud cannot do of what `SystemMetadata` asks for, by name. */
export function metadataProblems(metadata: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(metadata)) return [];
  return Object.entries(metadata).flatMap(([name, value]) => {
    const option = name.toLowerCase();
    const refused = `Custom::CDKBucketDeployment SystemMetadata '${option}'`;
    if (members[option] === undefined) {
      const reason = absences[option];
      return [`${refused} is not implemented by the local cloud${reason === undefined ? "" : ` (${reason})`}`];
    }
    const only = onlyValues[option];
    if (only !== undefined && typeof value === "string" && value !== only) {
      return [`${refused} '${value}' is not implemented by the local cloud (only ${only})`];
    }
    if (option === "expires" && typeof value === "string" && Number.isNaN(Date.parse(value))) {
      return [`${refused} must be a date, got '${value}'`];
    }
    return [];
  });
}

/** What every object of a deployment is given, as members of `PutObject`. */
export function objectMetadata(system: JsonObject, user: JsonObject): JsonObject & { readonly ContentType?: string } {
  const [problem] = metadataProblems(system);
  if (problem !== undefined) throw validationError(problem);
  const given = Object.entries(system).map(([name, value]) => [members[name.toLowerCase()] ?? name, value] as const);
  const metadata = Object.entries(user).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    ...Object.fromEntries(given),
    ...(metadata.length > 0 && { Metadata: Object.fromEntries(metadata) }),
  };
}
