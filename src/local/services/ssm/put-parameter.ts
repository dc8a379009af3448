import type {
  DeleteParameterRequest,
  DeleteParameterResult,
  PutParameterRequest,
  PutParameterResult,
} from "@aws-sdk/client-ssm";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { findParameter, parameterArn, parameterNotFound } from "./parameters.ts";

export const putParameter: Operation<PutParameterRequest, PutParameterResult> = {
  members: ["Name", "Value", "Type", "Overwrite", "Description"],
  authorize: (input, { cloud }) => [{ action: "ssm:PutParameter", resource: parameterArn(cloud, input.Name) }],
  handle(input, { cloud }) {
    const [name, value] = [input.Name ?? "", input.Value ?? ""];
    const existing = findParameter(cloud, name);
    if (existing !== undefined && input.Overwrite !== true) {
      throw new AwsError(
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
      );
    }
    const type = input.Type ?? existing?.type;
    if (type === undefined) {
      throw new AwsError("ValidationException", "A parameter type is required when you create a parameter.");
    }
    // A secret kept as plain text would be worse than none.
    if (type === "SecureString") throw notImplemented("Type SecureString of ssm PutParameter");
    if (Buffer.byteLength(value) > 4096) {
      throw new AwsError(
        "ValidationException",
        "Standard tier parameters support a maximum parameter value of 4096 characters.",
      );
    }
    const version = (existing?.version ?? 0) + 1;
    cloud.db
      .prepare("INSERT OR REPLACE INTO ssm_parameters VALUES (?, ?, ?, ?, ?, ?)")
      .run(name, type, value, version, cloud.clock.now(), input.Description ?? existing?.description ?? null);
    return { Version: version, Tier: "Standard" };
  },
};

export const deleteParameter: Operation<DeleteParameterRequest, DeleteParameterResult> = {
  members: ["Name"],
  authorize: (input, { cloud }) => [{ action: "ssm:DeleteParameter", resource: parameterArn(cloud, input.Name) }],
  handle(input, { cloud }) {
    const { changes } = cloud.db.prepare("DELETE FROM ssm_parameters WHERE name = ?").run(input.Name ?? "");
    if (changes === 0) throw parameterNotFound();
    return {};
  },
};
