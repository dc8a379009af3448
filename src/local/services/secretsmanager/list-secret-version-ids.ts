import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { checkMaxResults } from "./check-secret.ts";
import { getSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretReference } from "./secret-types.ts";
import { listVersions } from "./version-store.ts";

interface ListSecretVersionIdsRequest extends SecretReference {
  readonly IncludeDeprecated?: boolean;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export const listSecretVersionIds: Operation<ListSecretVersionIdsRequest, object> = {
  members: ["SecretId", "IncludeDeprecated", "MaxResults", "NextToken"],
  authorize: secretAuthorization("ListSecretVersionIds"),
  handle({ SecretId, IncludeDeprecated, MaxResults, NextToken }, { cloud }) {
    checkMaxResults(MaxResults);
    const secret = getSecret(cloud, SecretId);
    const versions = listVersions(cloud, secret).filter(
      ({ stages }) => stages.length > 0 || IncludeDeprecated === true,
    );
    const { page, nextToken } = takePage(versions, NextToken, MaxResults);
    return {
      ...nameOf(secret),
      Versions: page.map(({ id, stages, createdAt, accessedAt }) => ({
        VersionId: id,
        ...(stages.length > 0 && { VersionStages: stages }),
        CreatedDate: new Date(createdAt),
        ...(accessedAt !== undefined && { LastAccessedDate: new Date(accessedAt) }),
        KmsKeyIds: ["DefaultEncryptionKey"],
      })),
      ...nextToken,
    };
  },
};
