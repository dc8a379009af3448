import type { Operation } from "../../service.ts";
import { getUsableSecret, nameOf, secretAuthorization } from "./secret-store.ts";
import type { SecretName, SecretReference } from "./secret-types.ts";

export const getResourcePolicy: Operation<SecretReference, SecretName & { readonly ResourcePolicy?: string }> = {
  members: ["SecretId"],
  authorize: secretAuthorization("GetResourcePolicy"),
  handle({ SecretId }, { cloud }) {
    const secret = getUsableSecret(cloud, SecretId);
    return { ...nameOf(secret), ...(secret.policy !== null && { ResourcePolicy: secret.policy }) };
  },
};
