import type { Operation } from "../../service.ts";
import { getSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";

export const restoreSecret: Operation<SecretReference, SecretName> = {
  members: ["SecretId"],
  authorize: secretAuthorization("RestoreSecret"),
  handle({ SecretId }, { cloud }) {
    const secret = getSecret(cloud, SecretId);
    cloud.db.prepare("UPDATE secrets_secrets SET deleted_at = NULL, gone_at = NULL WHERE name = ?").run(secret.name);
    return nameOf(secret);
  },
};
