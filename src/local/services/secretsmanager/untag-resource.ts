import type { Operation } from "../../service.ts";
import { changeSecret, getUsableSecret, secretAuthorization, tagsOf } from "./secret-store.ts";
import type { SecretReference } from "./secret-types.ts";

interface UntagResourceRequest extends SecretReference {
  readonly TagKeys?: readonly string[];
}

export const untagResource: Operation<UntagResourceRequest, object> = {
  members: ["SecretId", "TagKeys"],
  authorize: secretAuthorization("UntagResource"),
  handle({ SecretId, TagKeys = [] }, { cloud }) {
    const secret = getUsableSecret(cloud, SecretId);
    const kept = Object.entries(tagsOf(secret)).filter(([key]) => !TagKeys.includes(key));
    changeSecret(cloud, secret, { tags: Object.fromEntries(kept) });
    return {};
  },
};
