import { delimiter } from "node:path";
import type { FunctionSpec, RoleCredentials, RunnerHost } from "./function-spec.ts";

export interface EnvironmentVariableOptions {
  readonly spec: FunctionSpec;
  readonly host: RunnerHost;
  readonly credentials: RoleCredentials;
  readonly logStreamName: string;
  readonly temporaryFolder: string;
}

/** The whole environment of a function: what Lambda sets, and the function's own variables; nothing of the host's. */
export function environmentVariables(options: EnvironmentVariableOptions): Readonly<Record<string, string>> {
  const { spec, host, credentials, logStreamName, temporaryFolder } = options;
  return {
    ...hostNeeds(),
    ...spec.variables,
    AWS_REGION: host.region,
    AWS_DEFAULT_REGION: host.region,
    AWS_ENDPOINT_URL: host.endpoint(),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_LOG_FORMAT: spec.logFormat,
    ...(spec.logFormat === "JSON" && { AWS_LAMBDA_LOG_LEVEL: spec.logLevel }),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    LAMBDA_TASK_ROOT: spec.codeFolder,
    _HANDLER: spec.handler,
    TZ: "UTC",
    TMPDIR: temporaryFolder,
    NODE_PATH: spec.modulePaths.join(delimiter),
  };
}

// Without these a process cannot start others, or on Windows not even itself.
function hostNeeds(): Readonly<Record<string, string>> {
  const names = process.platform === "win32" ? ["PATH", "SystemRoot"] : ["PATH"];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
}
