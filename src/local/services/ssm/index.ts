import type { CreateService } from "../../service.ts";
import { deleteParameter, deleteParameters } from "./delete-parameter.ts";
import { describeParameters } from "./describe-parameters.ts";
import { getParameter, getParameters } from "./get-parameter.ts";
import { getParametersByPath } from "./get-parameters-by-path.ts";
import { createParameterTable } from "./parameters.ts";
import { putParameter } from "./put-parameter.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./tags.ts";

/** Systems Manager's parameters, without secrets and without their history. */
export const createSsmService: CreateService = (cloud) => {
  createParameterTable(cloud);
  return {
    name: "ssm",
    operations: {
      AddTagsToResource: addTagsToResource,
      DeleteParameter: deleteParameter,
      DeleteParameters: deleteParameters,
      DescribeParameters: describeParameters,
      GetParameter: getParameter,
      GetParameters: getParameters,
      GetParametersByPath: getParametersByPath,
      ListTagsForResource: listTagsForResource,
      PutParameter: putParameter,
      RemoveTagsFromResource: removeTagsFromResource,
    },
  };
};
