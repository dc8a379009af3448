import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { constraint, invalidParameter } from "./errors.ts";
import { changeSecret, getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";
import { current, findVersion, listVersions, moveStage } from "./version-store.ts";

interface UpdateSecretVersionStageRequest extends SecretReference {
  readonly VersionStage: string;
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string;
}

export const updateSecretVersionStage: Operation<UpdateSecretVersionStageRequest, SecretName> = {
  members: ["SecretId", "VersionStage", "MoveToVersionId", "RemoveFromVersionId"],
  authorize: (input, context) =>
    secretAuthorization("UpdateSecretVersionStage")(input, context).map((needed) => ({
      ...needed,
      conditions: { ...needed.conditions, "secretsmanager:VersionStage": input.VersionStage },
    })),
  handle({ SecretId, VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from }, { cloud }) {
    if (stage === "" || stage.length > 256)
      throw constraint("versionStage", "have length between 1 and 256, inclusive");
    const secret = getUsableSecret(cloud, SecretId);
    for (const id of [to, from]) {
      if (id !== undefined && findVersion(cloud, secret, id) === undefined) {
        throw invalidParameter(`Not a valid version: ${id}`);
      }
    }
    if (to === undefined && from === undefined) {
      throw invalidParameter("You must specify either MoveToVersionId or RemoveFromVersionId.");
    }
    if (to === undefined && stage === current) {
      throw invalidParameter(
        `You can only move staging label ${current} to a different secret version. It can't be completely removed.`,
      );
    }
    const holder = listVersions(cloud, secret).find(({ stages }) => stages.includes(stage));
    if (from !== undefined && holder?.id !== from) {
      throw invalidParameter(`The staging label ${stage} is not attached to version ${from}.`);
    }
    if (from === undefined && holder !== undefined && holder.id !== to) {
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    inTransaction(cloud.db, () => {
      moveStage(cloud, secret, stage, to);
      changeSecret(cloud, secret, {});
    });
    return nameOf(secret);
  },
};
