import type {
  GetParameterRequest,
  GetParameterResult,
  GetParametersRequest,
  GetParametersResult,
} from "@aws-sdk/client-ssm";
import type { Operation } from "../../service.ts";
import { findParameter, parameterArn, parameterNotFound, toParameter } from "./parameters.ts";

export const getParameter: Operation<GetParameterRequest, GetParameterResult> = {
  members: ["Name", "WithDecryption"],
  authorize: (input, { cloud }) => [{ action: "ssm:GetParameter", resource: parameterArn(cloud, input.Name) }],
  handle(input, { cloud }) {
    const row = findParameter(cloud, input.Name ?? "");
    if (row === undefined) throw parameterNotFound();
    return { Parameter: toParameter(cloud, row) };
  },
};

export const getParameters: Operation<GetParametersRequest, GetParametersResult> = {
  members: ["Names", "WithDecryption"],
  authorize: (input, { cloud }) =>
    (input.Names ?? []).map((name) => ({ action: "ssm:GetParameters", resource: parameterArn(cloud, name) })),
  handle(input, { cloud }) {
    const found = (input.Names ?? []).map((name) => ({ name, row: findParameter(cloud, name) }));
    return {
      Parameters: found.flatMap(({ row }) => (row === undefined ? [] : [toParameter(cloud, row)])),
      InvalidParameters: found.flatMap(({ name, row }) => (row === undefined ? [name] : [])),
    };
  },
};
