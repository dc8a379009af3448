import { sdkErrorName } from "#asl";
import { TaskFailure } from "#interpreter";
import { AwsError } from "../../aws-error.ts";
import type { ServiceModel } from "../../protocol/service-models.ts";

// How a service's error reads inside a workflow. Optimized integrations speak like version 1 of AWS's Java SDK,
// `aws-sdk` ones like version 2; both name errors that the service's model declares and lump the rest together.

/** Names of one service: before the dot of an error name, in causes, and of its undeclared errors. */
export interface FailureNames {
  readonly prefix: string;
  readonly service: string;
  readonly undeclared: string;
  readonly style: "optimized" | "aws-sdk";
  /** Errors that Java's SDK calls otherwise than the API. @default none */
  readonly renamed?: Readonly<Record<string, string>>;
  /** How the wire spells the code of an error. @default as its shape */
  readonly spelledCode?: (code: string) => string;
}

/** Runs a service call and turns its `AwsError` into the task's failure. */
export async function failAsTask<Output>(
  names: FailureNames,
  loadModel: () => Promise<ServiceModel>,
  requestId: string,
  call: () => Promise<Output>,
): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // What is missing here must not read like an answer of the service, which a workflow may catch or retry.
    if (error.status === 501) throw new TaskFailure("States.Runtime", error.message);
    const { errors } = await loadModel();
    throw new TaskFailure(errorName(names, error, errors), causeOf(names, error, requestId));
  }
}

function errorName(names: FailureNames, error: AwsError, declared: ReadonlyMap<string, unknown>): string {
  const exception = withSuffix(error.code);
  if (!declared.has(error.code) && !declared.has(exception)) return `${names.prefix}.${names.undeclared}`;
  const name = names.style === "optimized" ? exception : (names.renamed?.[error.code] ?? sdkErrorName(error.code));
  return `${names.prefix}.${name}`;
}

const withSuffix = (code: string): string => (code.endsWith("Exception") ? code : `${code}Exception`);

function causeOf(names: FailureNames, error: AwsError, requestId: string): string {
  const { message, status } = error;
  const code = names.spelledCode?.(error.code) ?? error.code;
  return names.style === "optimized"
    ? `${message} (Service: ${names.service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`
    : `${message} (Service: ${names.service}, Status Code: ${status}, Request ID: ${requestId})`;
}
