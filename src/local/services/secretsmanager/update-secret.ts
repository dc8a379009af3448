import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkDescription, checkToken, checkValue } from "./check-secret.ts";
import { putVersion } from "./put-version.ts";
import { changeSecret, getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference, SecretValue } from "./secret-types.ts";
import { current } from "./version-store.ts";

interface UpdateSecretRequest extends SecretReference, SecretValue {
  readonly ClientRequestToken?: string;
  readonly Description?: string;
}

/** Changes the description, the value (as a new current version), or both. */
export const updateSecret: Operation<UpdateSecretRequest, SecretName & { readonly VersionId?: string }> = {
  members: ["SecretId", "ClientRequestToken", "Description", "SecretString", "SecretBinary"],
  authorize: secretAuthorization("UpdateSecret"),
  handle(input, { cloud }) {
    const { SecretId, Description, SecretString, SecretBinary } = input;
    checkDescription(Description);
    const token = checkValue(input) ? checkToken(input.ClientRequestToken) : undefined;
    const secret = getUsableSecret(cloud, SecretId);
    inTransaction(cloud.db, () => {
      changeSecret(cloud, secret, { description: Description });
      if (token === undefined) return;
      const value = { ...(SecretString !== undefined && { SecretString }), ...(SecretBinary && { SecretBinary }) };
      putVersion(cloud, secret, { token, value, stages: [current] });
    });
    return { ...nameOf(secret), ...(token !== undefined && { VersionId: token }) };
  },
};
