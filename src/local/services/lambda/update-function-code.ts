import type { FunctionConfiguration, UpdateFunctionCodeRequest } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { checkRevision } from "./check-revision.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { putVersion, resolveVersion } from "./function-store.ts";
import type { FunctionHost } from "./function-host.ts";
import type { FunctionVersion } from "./function-version.ts";
import { publish } from "./publish-version.ts";
import { storeArchive } from "./store-archive.ts";

export const updateFunctionCode = (
  functions: FunctionHost,
): Operation<UpdateFunctionCodeRequest, FunctionConfiguration> => ({
  members: [
    "FunctionName",
    "ZipFile",
    "S3Bucket",
    "S3Key",
    "S3ObjectVersion",
    "Publish",
    "DryRun",
    "RevisionId",
    "Architectures",
  ],
  authorize: (input, { cloud }) => [
    {
      action: "lambda:UpdateFunctionCode",
      resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name),
    },
  ],
  async handle(input, context) {
    const { cloud } = context;
    const { name } = parseFunctionReference(input.FunctionName);
    checkRevision(resolveVersion(cloud, { name, qualifier: undefined }), input.RevisionId);
    const code = await storeArchive(input, `functions/${name}`, context);
    const current = resolveVersion(cloud, { name, qualifier: undefined });
    const next: FunctionVersion = {
      ...current,
      code,
      architectures: input.Architectures ?? current.architectures,
      modifiedAt: cloud.clock.now(),
      revisionId: cloud.newId(),
    };
    if (input.DryRun) return describeVersion(cloud, next);
    const published = inTransaction(cloud.db, () => {
      putVersion(cloud, next);
      return input.Publish ? publish(cloud, next) : undefined;
    });
    await functions.changed(next);
    return describeVersion(cloud, published ?? next, published?.version);
  },
});
