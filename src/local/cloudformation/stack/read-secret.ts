import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import type { SecretRequest } from "../template/dynamic-references.ts";
import { validationError } from "../template/template.ts";

/** Reads the text of a secret as the deploying account does. */
export async function readSecret(cloud: Cloud, request: SecretRequest): Promise<string> {
  const { secretId: SecretId, versionStage: VersionStage, versionId: VersionId } = request;
  const input = { SecretId, ...(VersionStage && { VersionStage }), ...(VersionId && { VersionId }) };
  try {
    const { SecretString } = await cloud.call<{ readonly SecretString?: string }>(
      "secretsmanager",
      "GetSecretValue",
      input,
      root,
    );
    if (SecretString !== undefined) return SecretString;
  } catch (error) {
    if (error instanceof AwsError) throw validationError(`${error.message} (Secret: ${SecretId})`);
    throw error;
  }
  throw validationError(`The secret ${SecretId} has no SecretString, which alone dynamic references can retrieve.`);
}
