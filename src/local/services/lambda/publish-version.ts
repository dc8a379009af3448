import type { FunctionConfiguration, PublishVersionRequest } from "@aws-sdk/client-lambda";
import type { Cloud, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkRevision } from "./check-revision.ts";
import { invalid } from "./constraints.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { findVersion, getFunctionRow, latest, putVersion, resolveVersion } from "./function-store.ts";
import type { FunctionVersion } from "./function-version.ts";

export const publishVersion: Operation<PublishVersionRequest, FunctionConfiguration> = {
  members: ["FunctionName", "CodeSha256", "Description", "RevisionId"],
  authorize: (input, { cloud }) => [
    { action: "lambda:PublishVersion", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const { name } = parseFunctionReference(input.FunctionName);
    const current = resolveVersion(cloud, { name, qualifier: undefined });
    checkRevision(current, input.RevisionId);
    if (input.CodeSha256 !== undefined && input.CodeSha256 !== current.code.sha256) {
      throw invalid(
        `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current.code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    const published = inTransaction(cloud.db, () => publish(cloud, current, input.Description));
    return describeVersion(cloud, published, published.version);
  },
};

/** Freezes `$LATEST` as the next version; if nothing changed since the last one, that one is given again. */
export function publish(cloud: Cloud, current: FunctionVersion, description?: string): FunctionVersion {
  const row = getFunctionRow(cloud, { name: current.functionName, qualifier: undefined });
  const last = row.last_version === 0 ? undefined : findVersion(cloud, row.name, String(row.last_version));
  if (last !== undefined && isSame(last, current)) return last;
  const published: FunctionVersion = {
    ...current,
    version: String(row.last_version + 1),
    description: description ?? current.description,
    revisionId: cloud.newId(),
  };
  cloud.db.prepare("UPDATE lambda_functions SET last_version = ? WHERE name = ?").run(row.last_version + 1, row.name);
  putVersion(cloud, published);
  return published;
}

function isSame(left: FunctionVersion, right: FunctionVersion): boolean {
  const essence = (version: FunctionVersion): string =>
    JSON.stringify({ ...version, version: latest, description: "", modifiedAt: 0, revisionId: "" });
  return essence(left) === essence(right);
}
