import type { Operation } from "../../service.ts";
import { changeSecret, getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";

export const deleteResourcePolicy: Operation<SecretReference, SecretName> = {
  members: ["SecretId"],
  authorize: secretAuthorization("DeleteResourcePolicy"),
  handle({ SecretId }, { cloud }) {
    const secret = getUsableSecret(cloud, SecretId);
    changeSecret(cloud, secret, { policy: null });
    return nameOf(secret);
  },
};
