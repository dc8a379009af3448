import type { GetParametersByPathRequest, GetParametersByPathResult } from "@aws-sdk/client-ssm";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { listParameters, parameterArn, toParameter } from "./parameters.ts";
import { takePage } from "./take-page.ts";

export const getParametersByPath: Operation<GetParametersByPathRequest, GetParametersByPathResult> = {
  members: ["Path", "Recursive", "WithDecryption", "MaxResults", "NextToken"],
  authorize: (input, { cloud }) => [
    { action: "ssm:GetParametersByPath", resource: parameterArn(cloud, (input.Path ?? "").replace(/\/$/, "")) },
  ],
  handle({ Path = "", Recursive = false, MaxResults, NextToken }, { cloud }) {
    if (!Path.startsWith("/")) {
      throw new AwsError(
        "ValidationException",
        'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with \\"aws\\" or \\"ssm\\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
      );
    }
    const prefix = Path.endsWith("/") ? Path : `${Path}/`;
    const found = listParameters(cloud).filter(
      ({ name }) => name.startsWith(prefix) && (Recursive || !name.slice(prefix.length).includes("/")),
    );
    const { page, nextToken } = takePage(found, { token: NextToken, limit: MaxResults ?? 10, most: 10 });
    return { Parameters: page.map((row) => toParameter(cloud, row)), ...nextToken };
  },
};
