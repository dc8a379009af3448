import type { Operation } from "../../service.ts";
import { getSecret, nameOf, secretAuthorization, toTagList } from "./secret-store.ts";
import type { SecretRow } from "./secret-store.ts";
import type { SecretReference } from "./secret-types.ts";
import { stagesByVersion } from "./version-store.ts";

export const describeSecret: Operation<SecretReference, object> = {
  members: ["SecretId"],
  authorize: secretAuthorization("DescribeSecret"),
  handle({ SecretId }, { cloud }) {
    const secret = getSecret(cloud, SecretId);
    const stages = stagesByVersion(cloud, secret);
    return {
      ...describe(secret),
      ...(Object.keys(stages).length > 0 && { VersionIdsToStages: stages }),
    };
  },
};

/** What describing and listing secrets have in common. */
export function describe(secret: SecretRow): object {
  const tags = toTagList(secret);
  return {
    ...nameOf(secret),
    ...(secret.description !== null && secret.description !== "" && { Description: secret.description }),
    CreatedDate: new Date(secret.created_at),
    LastChangedDate: new Date(secret.changed_at),
    ...(secret.accessed_at !== null && { LastAccessedDate: new Date(secret.accessed_at) }),
    ...(secret.deleted_at !== null && { DeletedDate: new Date(secret.deleted_at) }),
    ...(tags.length > 0 && { Tags: tags }),
  };
}
