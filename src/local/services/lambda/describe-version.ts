import type { ApplicationLogLevel, FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { Cloud } from "../../service.ts";
import { defaultLogLevel } from "./create-function-spec.ts";
import { functionArn } from "./function-reference.ts";
import type { FunctionVersion } from "./function-version.ts";
import { findLayerVersion } from "./layer-store.ts";

const logLevelOf = ({ applicationLogLevel }: FunctionVersion): ApplicationLogLevel =>
  (applicationLogLevel ?? defaultLogLevel) as ApplicationLogLevel;

/** A version as the API shows it. `qualifier` as it was asked for, which decides the ARN. */
export function describeVersion(cloud: Cloud, version: FunctionVersion, qualifier?: string): FunctionConfiguration {
  return {
    FunctionName: version.functionName,
    FunctionArn: functionArn(cloud, version.functionName, qualifier),
    Runtime: version.runtime as NonNullable<FunctionConfiguration["Runtime"]>,
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.code.size,
    CodeSha256: version.code.sha256,
    Description: version.description,
    Timeout: version.timeoutSeconds,
    MemorySize: version.memoryMb,
    LastModified: new Date(version.modifiedAt).toISOString().replace("Z", "+0000"),
    Version: version.version,
    TracingConfig: { Mode: version.tracingMode as "Active" | "PassThrough" },
    RevisionId: version.revisionId,
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: version.architectures as NonNullable<FunctionConfiguration["Architectures"]>,
    EphemeralStorage: { Size: version.temporaryMb },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: {
      LogFormat: version.logFormat,
      LogGroup: version.logGroup,
      ...(version.logFormat === "JSON" && {
        ApplicationLogLevel: logLevelOf(version),
        SystemLogLevel: "INFO" as const,
      }),
    },
    ...(version.hasEnvironment ? { Environment: { Variables: { ...version.variables } } } : {}),
    ...(version.deadLetterArn === undefined ? {} : { DeadLetterConfig: { TargetArn: version.deadLetterArn } }),
    ...(version.layers.length === 0
      ? {}
      : {
          Layers: version.layers.map((arn) => ({ Arn: arn, CodeSize: findLayerVersion(cloud, arn)?.code.size ?? 0 })),
        }),
  };
}
