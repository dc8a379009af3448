import type { CreateFunctionRequest, FunctionConfiguration } from "@aws-sdk/client-lambda";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { CallContext, Operation } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
import { applyConfiguration } from "./check-configuration.ts";
import { invalid } from "./constraints.ts";
import { describeVersion } from "./describe-version.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { findFunction, latest, putVersion } from "./function-store.ts";
import type { FunctionVersion } from "./function-version.ts";
import { publish } from "./publish-version.ts";
import { storeArchive } from "./store-archive.ts";

/** Settings that creation and `UpdateFunctionConfiguration` share. */
export const configurationMembers = [
  "FunctionName",
  "Runtime",
  "Role",
  "Handler",
  "Description",
  "Timeout",
  "MemorySize",
  "Environment",
  "Layers",
  "TracingConfig",
  "DeadLetterConfig",
  "EphemeralStorage",
  "LoggingConfig.LogFormat",
  "LoggingConfig.LogGroup",
  "LoggingConfig.ApplicationLogLevel",
] as const;

export const createFunction: Operation<CreateFunctionRequest, FunctionConfiguration> = {
  members: [
    ...configurationMembers,
    "Code.ZipFile",
    "Code.S3Bucket",
    "Code.S3Key",
    "Code.S3ObjectVersion",
    "Publish",
    "PackageType",
    "Architectures",
    "Tags",
  ],
  authorize: (input, { cloud }) => [
    { action: "lambda:CreateFunction", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
    { action: "iam:PassRole", resource: input.Role ?? "" },
  ],
  async handle(input, context) {
    const { cloud } = context;
    const { name } = parseFunctionReference(input.FunctionName);
    if (input.PackageType !== undefined && input.PackageType !== "Zip") throw notImplemented("PackageType Image");
    if (input.Runtime === undefined || input.Handler === undefined) {
      throw invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    }
    checkIsNew(context, name);
    // Settings first: they are cheaper to refuse than an archive is to unpack.
    const settings = applyConfiguration(cloud, emptyVersion(context, name), input);
    const code = await storeArchive(input.Code ?? {}, `functions/${name}`, context);
    checkIsNew(context, name);
    const created: FunctionVersion = { ...settings, code };
    const published = inTransaction(cloud.db, () => {
      cloud.db
        .prepare("INSERT INTO lambda_functions (name, last_version, tags) VALUES (?, 0, ?)")
        .run(name, JSON.stringify(input.Tags ?? {}));
      putVersion(cloud, created);
      return input.Publish ? publish(cloud, created) : undefined;
    });
    cloud.notify("function", name);
    return describeVersion(cloud, published ?? created, published?.version);
  },
};

function checkIsNew({ cloud }: CallContext, name: string): void {
  if (findFunction(cloud, name) !== undefined) {
    throw new AwsError("ResourceConflictException", `Function already exist: ${name}`, 409, { Type: "User" });
  }
}

function emptyVersion({ cloud }: CallContext, name: string): FunctionVersion {
  return {
    functionName: name,
    version: latest,
    runtime: "",
    handler: "",
    role: "",
    description: "",
    timeoutSeconds: 3,
    memoryMb: 128,
    variables: {},
    hasEnvironment: false,
    layers: [],
    architectures: ["x86_64"],
    logFormat: "Text",
    logGroup: `/aws/lambda/${name}`,
    temporaryMb: 512,
    tracingMode: "PassThrough",
    deadLetterArn: undefined,
    code: { sha256: "", size: 0, unzippedSize: 0, folder: "" },
    modifiedAt: cloud.clock.now(),
    revisionId: cloud.newId(),
  };
}
