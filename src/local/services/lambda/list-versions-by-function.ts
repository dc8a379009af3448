import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow, listVersions } from "./function-store.ts";
import { takePage } from "./take-page.ts";

export const listVersionsByFunction: Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> = {
  members: ["FunctionName", "Marker", "MaxItems"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:ListVersionsByFunction",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName);
    getFunctionRow(cloud, reference);
    const { page, nextMarker } = takePage(listVersions(cloud, reference.name), input.Marker, input.MaxItems);
    return {
      Versions: page.map((version) => describeVersion(cloud, version, version.version)),
      NextMarker: nextMarker,
    };
  },
};
