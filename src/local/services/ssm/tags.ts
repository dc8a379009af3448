import type {
  AddTagsToResourceRequest,
  AddTagsToResourceResult,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
  RemoveTagsFromResourceResult,
  ResourceTypeForTagging,
} from "@aws-sdk/client-ssm";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Authorization, CallContext, Cloud, Operation } from "../../service.ts";
import { findParameter, parameterArn, type ParameterRow, putRow } from "./parameters.ts";

interface Tagged {
  readonly ResourceType?: ResourceTypeForTagging | undefined;
  readonly ResourceId?: string | undefined;
}

const authorize =
  (operation: string) =>
  ({ ResourceId }: Tagged, { cloud }: CallContext): readonly Authorization[] => [
    { action: `ssm:${operation}`, resource: parameterArn(cloud, ResourceId) },
  ];

export const addTagsToResource: Operation<AddTagsToResourceRequest, AddTagsToResourceResult> = {
  members: ["ResourceType", "ResourceId", "Tags"],
  authorize: authorize("AddTagsToResource"),
  handle(input, { cloud }) {
    const row = requireTagged(cloud, input);
    const added = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
    putRow(cloud, { ...row, tags: JSON.stringify({ ...tagsOf(row), ...added }) });
    return {};
  },
};

export const removeTagsFromResource: Operation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResult> = {
  members: ["ResourceType", "ResourceId", "TagKeys"],
  authorize: authorize("RemoveTagsFromResource"),
  handle(input, { cloud }) {
    const row = requireTagged(cloud, input);
    const kept = Object.entries(tagsOf(row)).filter(([key]) => !input.TagKeys?.includes(key));
    putRow(cloud, { ...row, tags: JSON.stringify(Object.fromEntries(kept)) });
    return {};
  },
};

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResult> = {
  members: ["ResourceType", "ResourceId"],
  authorize: authorize("ListTagsForResource"),
  handle(input, { cloud }) {
    const tags = Object.entries(tagsOf(requireTagged(cloud, input)));
    return { TagList: tags.map(([Key, Value]) => ({ Key, Value })) };
  },
};

function requireTagged(cloud: Cloud, { ResourceType, ResourceId = "" }: Tagged): ParameterRow {
  if (ResourceType !== "Parameter") throw notImplemented(`The resource type ${ResourceType} of ssm tags`);
  const row = findParameter(cloud, ResourceId);
  if (row === undefined) {
    throw new AwsError(
      "InvalidResourceId",
      "The resource ID isn't valid. Verify that you entered the correct ID and try again.",
    );
  }
  return row;
}

const tagsOf = (row: ParameterRow): Readonly<Record<string, string>> =>
  JSON.parse(row.tags) as Readonly<Record<string, string>>;
