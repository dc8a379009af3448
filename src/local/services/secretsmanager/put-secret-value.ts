import type { Operation } from "../../service.ts";
import { checkStages, checkToken, checkValue } from "./check-secret.ts";
import { invalidRequest } from "./errors.ts";
import { putVersion } from "./put-version.ts";
import { getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference, SecretValue } from "./secret-types.ts";
import { current, findVersion } from "./version-store.ts";

interface PutSecretValueRequest extends SecretReference, SecretValue {
  readonly ClientRequestToken?: string;
  readonly VersionStages?: readonly string[];
}

interface PutSecretValueResponse extends SecretName {
  readonly VersionId: string;
  readonly VersionStages: readonly string[];
}

export const putSecretValue: Operation<PutSecretValueRequest, PutSecretValueResponse> = {
  members: ["SecretId", "ClientRequestToken", "SecretString", "SecretBinary", "VersionStages"],
  authorize: secretAuthorization("PutSecretValue"),
  handle(input, { cloud }) {
    const { SecretString, SecretBinary, VersionStages: stages = [current] } = input;
    if (!checkValue(input)) throw invalidRequest("You must provide either SecretString or SecretBinary.");
    const token = checkToken(input.ClientRequestToken);
    checkStages(stages);
    const secret = getUsableSecret(cloud, input.SecretId);
    const value = { ...(SecretString !== undefined && { SecretString }), ...(SecretBinary && { SecretBinary }) };
    putVersion(cloud, secret, { token, value, stages });
    return { ...nameOf(secret), VersionId: token, VersionStages: findVersion(cloud, secret, token)?.stages ?? [] };
  },
};
