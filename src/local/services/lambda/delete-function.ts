import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DeleteFunctionRequest } from "@aws-sdk/client-lambda";
import { AwsError } from "../../aws-error.ts";
import type { Cloud, Operation } from "../../service.ts";
import { invalid } from "./constraints.ts";
import type { FunctionHost } from "./function-host.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { forgetVersions, functionNotFound, getFunctionRow, latest, listVersions } from "./function-store.ts";

export const deleteFunction = (functions: FunctionHost): Operation<DeleteFunctionRequest, object> => ({
  members: ["FunctionName", "Qualifier"],
  authorize: (input, { cloud }) => {
    const { name, qualifier } = parseFunctionReference(input.FunctionName, input.Qualifier);
    return [{ action: "lambda:DeleteFunction", resource: functionArn(cloud, name, qualifier) }];
  },
  async handle(input, { cloud }) {
    const { name, qualifier } = parseFunctionReference(input.FunctionName, input.Qualifier);
    getFunctionRow(cloud, { name, qualifier: undefined });
    if (qualifier === undefined) {
      const versions = listVersions(cloud, name);
      cloud.db.prepare("DELETE FROM lambda_functions WHERE name = ?").run(name);
      forgetVersions(cloud);
      for (const { version } of versions) await functions.removed(name, version);
      rmSync(join(cloud.dataFolder, "functions", name), { recursive: true, force: true });
    } else {
      deleteVersion(cloud, name, qualifier);
      await functions.removed(name, qualifier);
    }
    cloud.notify("function", name);
    return {};
  },
});

function deleteVersion(cloud: Cloud, name: string, version: string): void {
  if (version === latest) {
    throw invalid("$LATEST version cannot be deleted without deleting the function.");
  }
  const aliases = cloud.db
    .prepare("SELECT name FROM lambda_aliases WHERE function_name = ? AND version = ?")
    .all(name, version) as unknown as readonly { name: string }[];
  if (aliases.length > 0) {
    const names = aliases.map((alias) => alias.name).join(", ");
    throw new AwsError(
      "ResourceConflictException",
      `Version cannot be deleted because it is currently in use by the following aliases: [${names}]`,
      409,
      { Type: "User" },
    );
  }
  const { changes } = cloud.db.prepare("DELETE FROM lambda_versions WHERE name = ? AND version = ?").run(name, version);
  forgetVersions(cloud);
  if (changes === 0) throw functionNotFound(cloud, { name, qualifier: version });
}
