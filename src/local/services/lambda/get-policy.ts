import type { GetPolicyRequest, GetPolicyResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";
import { readPolicy } from "./permission-store.ts";

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = {
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => [
    { action: "lambda:GetPolicy", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    getFunctionRow(cloud, reference);
    const found = readPolicy(cloud, reference.name, reference.qualifier);
    if (found === undefined) {
      throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404, {
        Type: "User",
      });
    }
    return { Policy: found.policy, RevisionId: found.revisionId };
  },
};
