import type { RemovePermissionRequest } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";
import { unqualified } from "./permission-store.ts";

export const removePermission: Operation<RemovePermissionRequest, object> = {
  members: ["FunctionName", "StatementId", "Qualifier"],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:RemovePermission",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName, input.Qualifier);
    getFunctionRow(cloud, reference);
    const { changes } = cloud.db
      .prepare("DELETE FROM lambda_permissions WHERE function_name = ? AND qualifier = ? AND statement_id = ?")
      .run(reference.name, reference.qualifier ?? unqualified, input.StatementId ?? "");
    if (changes === 0) {
      throw new AwsError(
        "ResourceNotFoundException",
        `Statement ${input.StatementId} is not found in resource policy.`,
        404,
        { Type: "User" },
      );
    }
    return {};
  },
};
