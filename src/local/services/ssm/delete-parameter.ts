import type {
  DeleteParameterRequest,
  DeleteParameterResult,
  DeleteParametersRequest,
  DeleteParametersResult,
} from "@aws-sdk/client-ssm";
import type { Cloud, Operation } from "../../service.ts";
import { parameterArn, parameterNotFound } from "./parameters.ts";

export const deleteParameter: Operation<DeleteParameterRequest, DeleteParameterResult> = {
  members: ["Name"],
  authorize: (input, { cloud }) => [{ action: "ssm:DeleteParameter", resource: parameterArn(cloud, input.Name) }],
  handle(input, { cloud }) {
    if (!remove(cloud, input.Name ?? "")) throw parameterNotFound();
    return {};
  },
};

export const deleteParameters: Operation<DeleteParametersRequest, DeleteParametersResult> = {
  members: ["Names"],
  authorize: (input, { cloud }) =>
    (input.Names ?? []).map((name) => ({ action: "ssm:DeleteParameters", resource: parameterArn(cloud, name) })),
  handle({ Names = [] }, { cloud }) {
    const removed = new Set(Names.filter((name) => remove(cloud, name)));
    return {
      DeletedParameters: [...removed],
      InvalidParameters: [...new Set(Names)].filter((name) => !removed.has(name)),
    };
  },
};

const remove = (cloud: Cloud, name: string): boolean =>
  cloud.db.prepare("DELETE FROM ssm_parameters WHERE name = ?").run(name).changes > 0;
