import type { Operation } from "../../service.ts";
import { invalidRequest, notFound } from "./errors.ts";
import { getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference, SecretValue } from "./secret-types.ts";
import { current, listVersions, noteAccess } from "./version-store.ts";

export interface GetSecretValueRequest extends SecretReference {
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

export interface GetSecretValueResponse extends SecretName, SecretValue {
  readonly VersionId: string;
  readonly VersionStages: readonly string[];
  readonly CreatedDate: Date;
}

export const getSecretValue: Operation<GetSecretValueRequest, GetSecretValueResponse> = {
  members: ["SecretId", "VersionId", "VersionStage"],
  authorize: (input, context) => {
    const { VersionId, VersionStage } = input;
    return secretAuthorization("GetSecretValue")(input, context).map((needed) => ({
      ...needed,
      conditions: {
        ...needed.conditions,
        ...(VersionId !== undefined && { "secretsmanager:VersionId": VersionId }),
        // What is read without a version being named is what AWSCURRENT stands on.
        ...((VersionStage !== undefined || VersionId === undefined) && {
          "secretsmanager:VersionStage": VersionStage ?? current,
        }),
      },
    }));
  },
  handle({ SecretId, VersionId, VersionStage }, { cloud }) {
    const secret = getUsableSecret(cloud, SecretId);
    const versions = listVersions(cloud, secret);
    const stage = VersionStage ?? current;
    const version =
      VersionId === undefined
        ? versions.find(({ stages }) => stages.includes(stage))
        : versions.find(({ id }) => id === VersionId);
    if (version === undefined) {
      throw notFound(
        `secret value for ${VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`}`,
      );
    }
    if (VersionStage !== undefined && !version.stages.includes(VersionStage)) {
      throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
    }
    noteAccess(cloud, secret, version.id);
    return {
      ...nameOf(secret),
      VersionId: version.id,
      ...version.value,
      VersionStages: version.stages,
      CreatedDate: new Date(version.createdAt),
    };
  },
};
