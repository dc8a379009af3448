import { AwsError } from "../../aws-error.ts";
import { constraint, invalidParameter, invalidRequest } from "./errors.ts";
import type { SecretValue, Tag } from "./secret-types.ts";

const longestValue = 65_536;
const longestDescription = 2048;
const mostTags = 50;

export function checkName(name: string): void {
  if (/^[\w/+=.@!-]{1,512}$/.test(name)) return;
  if (name.length > 512) throw constraint("name", "have length less than or equal to 512");
  throw new AwsError(
    "ValidationException",
    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
  );
}

export function checkDescription(description = ""): void {
  if (description.length > longestDescription) {
    throw constraint("description", `have length less than or equal to ${longestDescription}`);
  }
}

/** Whether a request gives a value at all; throws if it gives one that cannot be. */
export function checkValue({ SecretString: text, SecretBinary: bytes }: SecretValue): boolean {
  if (text !== undefined && bytes !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  const member = text === undefined ? "secretBinary" : "secretString";
  const length = text === undefined ? bytes?.byteLength : Buffer.byteLength(text);
  if (length === 0) throw constraint(member, "have length greater than or equal to 1");
  if (length !== undefined && length > longestValue) {
    throw constraint(member, `have length less than or equal to ${longestValue}`);
  }
  return length !== undefined;
}

/** The token that becomes the version's id. SDKs and the CLI make one up where their caller gives none. */
export function checkToken(token: string | undefined): string {
  if (token === undefined || token === "") {
    throw invalidRequest("You must provide a ClientRequestToken value. We recommend a UUID-type value.");
  }
  if (token.length < 32 || token.length > 64) {
    throw invalidParameter("ClientRequestToken must be 32-64 characters long.");
  }
  return token;
}

/** How many results a page may have. */
export function checkMaxResults(asked: number | undefined, most = 100): void {
  if (asked !== undefined && (asked < 1 || asked > most)) {
    throw constraint("maxResults", `have value between 1 and ${most}, inclusive`);
  }
}

export function checkStages(stages: readonly string[]): void {
  if (stages.length === 0) throw constraint("versionStages", "have length greater than or equal to 1");
  if (stages.length > 20) throw constraint("versionStages", "have length less than or equal to 20");
  if (!stages.every((stage) => stage.length > 0 && stage.length <= 256)) {
    throw constraint("versionStages", "satisfy constraint: [Member must have length between 1 and 256, inclusive]");
  }
}

export function checkTags(tags: readonly Tag[] = []): void {
  const keys = tags.map(({ Key = "" }) => Key);
  if (keys.some((key) => key === "" || key.length > 128)) {
    throw constraint("tags.key", "have length between 1 and 128, inclusive");
  }
  if (new Set(keys).size < keys.length) throw invalidParameter("You can't have duplicate tag keys.");
  if (tags.some(({ Value = "" }) => Value.length > 256)) {
    throw constraint("tags.value", "have length less than or equal to 256");
  }
}

/** Of what a secret would have in the end. */
export function checkTagCount(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > mostTags) throw invalidParameter(`You can have at most ${mostTags} tags on a secret.`);
}
