import type { Operation } from "../../service.ts";
import { invalidParameter, invalidRequest, notFound } from "./errors.ts";
import { absentArn, findSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";

interface DeleteSecretRequest extends SecretReference {
  readonly RecoveryWindowInDays?: number;
  readonly ForceDeleteWithoutRecovery?: boolean;
}

const dayMs = 86_400_000;
const usualWindowDays = 30;

export const deleteSecret: Operation<DeleteSecretRequest, SecretName & { readonly DeletionDate: Date }> = {
  members: ["SecretId", "RecoveryWindowInDays", "ForceDeleteWithoutRecovery"],
  authorize: (input, context) => {
    const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced } = input;
    return secretAuthorization("DeleteSecret")(input, context).map((needed) => ({
      ...needed,
      conditions: {
        ...needed.conditions,
        ...(days !== undefined && { "secretsmanager:RecoveryWindowInDays": String(days) }),
        ...(isForced !== undefined && { "secretsmanager:ForceDeleteWithoutRecovery": String(isForced) }),
      },
    }));
  },
  handle({ SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery }, { cloud }) {
    const isForced = ForceDeleteWithoutRecovery === true;
    if (isForced && days !== undefined) {
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (days !== undefined && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
      throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    const now = cloud.clock.now();
    const secret = findSecret(cloud, SecretId);
    if (isForced) {
      cloud.db.prepare("DELETE FROM secrets_secrets WHERE name = ?").run(secret?.name ?? "");
      // What is not there is deleted: AWS says so too.
      const name = secret === undefined ? { ARN: absentArn(cloud, SecretId), Name: SecretId } : nameOf(secret);
      return { ...name, DeletionDate: new Date(now) };
    }
    if (secret === undefined) throw notFound();
    if (secret.deleted_at !== null) {
      throw invalidRequest("You tried to perform the operation on a secret that's currently marked deleted.");
    }
    const goneAt = now + (days ?? usualWindowDays) * dayMs;
    cloud.db
      .prepare("UPDATE secrets_secrets SET deleted_at = ?, gone_at = ? WHERE name = ?")
      .run(now, goneAt, secret.name);
    return { ...nameOf(secret), DeletionDate: new Date(goneAt) };
  },
};
