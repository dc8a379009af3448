import type { CreateService } from "../../service.ts";
import { getParameter, getParameters } from "./get-parameter.ts";
import { createParameterTable } from "./parameters.ts";
import { deleteParameter, putParameter } from "./put-parameter.ts";

/** Systems Manager's parameters, as far as deployments need them. */
export const createSsmService: CreateService = (cloud) => {
  createParameterTable(cloud);
  return {
    name: "ssm",
    operations: {
      GetParameter: getParameter,
      GetParameters: getParameters,
      PutParameter: putParameter,
      DeleteParameter: deleteParameter,
    },
  };
};
