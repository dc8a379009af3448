import type { Operation } from "../../service.ts";
import { checkTagCount, checkTags } from "./check-secret.ts";
import { changeSecret, getUsableSecret, secretAuthorization, tagsOf, toTagMap } from "./secret-store.ts";
import type { SecretReference, Tag } from "./secret-types.ts";

interface TagResourceRequest extends SecretReference {
  readonly Tags?: readonly Tag[];
}

export const tagResource: Operation<TagResourceRequest, object> = {
  members: ["SecretId", "Tags"],
  authorize: secretAuthorization("TagResource"),
  handle({ SecretId, Tags }, { cloud }) {
    checkTags(Tags);
    const secret = getUsableSecret(cloud, SecretId);
    const tags = { ...tagsOf(secret), ...toTagMap(Tags) };
    checkTagCount(tags);
    changeSecret(cloud, secret, { tags });
    return {};
  },
};
