import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import type { SecretRow } from "./secret-store.ts";
import type { SecretValue } from "./secret-types.ts";
import { addVersion, findVersion, holdsSame } from "./version-store.ts";

/**
 * Adds a version under its token. The same token with the same value is a request that was repeated, and changes nothing;
 * with another value it is a conflict.
 */
export function putVersion(
  cloud: Cloud,
  secret: SecretRow,
  version: { readonly token: string; readonly value: SecretValue; readonly stages: readonly string[] },
): void {
  const { token, value, stages } = version;
  const known = findVersion(cloud, secret, token);
  if (known !== undefined) {
    if (holdsSame(known.value, value)) return;
    throw new AwsError(
      "ResourceExistsException",
      `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  inTransaction(cloud.db, () => {
    addVersion(cloud, secret, { id: token, value, stages });
    cloud.db.prepare("UPDATE secrets_secrets SET changed_at = ? WHERE name = ?").run(cloud.clock.now(), secret.name);
  });
}
