import { type CallOptions, checkCallOptions } from "../call-options.ts";
import { kind } from "../kind.ts";
import { runtime } from "../runtime.ts";

/** What is known of an operation without its types: how Step Functions calls it, and what its errors are called. */
export interface AwsOperationDescription {
  /** As in the Resource of an `aws-sdk` integration: `dynamodb`. */
  readonly service: string;
  /** As workflows write it after the service: `getItem`, `startQueryExecution.sync`. */
  readonly name: string;
  /** The Resource of the Task state. */
  readonly resource: string;
  /** Before the dot of its errors' names. */
  readonly errorPrefix: string;
  /** Before the colon of the IAM actions it needs. */
  readonly iamPrefix: string;
  /** Errors that a second try may not meet, with their prefix. */
  readonly transientErrors: readonly string[];
  readonly timeoutSeconds: number;
}

/** An operation of an AWS service, which a workflow calls without a function of its own. */
export interface AwsOperation<In = never, Out = unknown, Errors extends string = string> {
  (input: In): Promise<Out>;
  readonly [kind]: "awsOperation";
  readonly operation: AwsOperationDescription;
  /** How calls of this one differ from others; set by `with`. */
  readonly callOptions: CallOptions;
  /**
   * The same operation, called differently.
   *
   * @example
   * await glue.startJobRun.sync.with({ timeoutSeconds: 3600 })({ JobName: nightly.reference });
   */
  readonly with: (options: CallOptions) => AwsOperation<In, Out, Errors>;
  /** The names of its errors, without the service; a type only. */
  readonly [errorNames]?: Errors;
}

/** An operation that starts a job; `sync` waits for the job's end and fails if the job did. */
export interface AwsJob<In, Out, Errors extends string, JobIn, Result, JobErrors extends string> extends AwsOperation<
  In,
  Out,
  Errors
> {
  readonly sync: AwsOperation<JobIn, Result, JobErrors>;
}

declare const errorNames: unique symbol;

/** Of a service, what its generated module says. */
export interface AwsServiceDescription {
  readonly service: string;
  readonly iamPrefix: string;
  readonly errorPrefix: string;
  /** Without the prefix. */
  readonly transientErrors: readonly string[];
  readonly operations: readonly string[];
  /** Operations that are called by another integration than `aws-sdk`. @default none */
  readonly optimized?: Readonly<Record<string, OptimizedIntegration>>;
}

interface OptimizedIntegration {
  /** What follows `arn:aws:states:::`. */
  readonly resource: string;
  readonly errorPrefix: string;
  readonly transientErrors: readonly string[];
  readonly timeoutSeconds?: number;
}

/** How long a call may take that is answered at once. */
const callTimeoutSeconds = 60;

/** Makes the object through which workflows call a service; for generated modules. */
export function awsService<Service>(service: AwsServiceDescription): Service {
  const jobs = Object.keys(service.optimized ?? {}).filter((name) => name.endsWith(".sync"));
  const operations = service.operations.map((name) => {
    const operation = awsOperation(describe(service, name));
    const job = jobs.find((candidate) => candidate === `${name}.sync`);
    return [
      name,
      job === undefined ? operation : Object.assign(operation, { sync: awsOperation(describe(service, job)) }),
    ] as const;
  });
  return Object.fromEntries(operations) as Service;
}

function describe(service: AwsServiceDescription, name: string): AwsOperationDescription {
  const integration = service.optimized?.[name] ?? {
    resource: `aws-sdk:${service.service}:${name}`,
    errorPrefix: service.errorPrefix,
    transientErrors: service.transientErrors,
  };
  const { resource, errorPrefix, transientErrors, timeoutSeconds = callTimeoutSeconds } = integration;
  return {
    service: service.service,
    name,
    resource: `arn:aws:states:::${resource}`,
    errorPrefix,
    iamPrefix: service.iamPrefix,
    transientErrors: transientErrors.map((error) => `${errorPrefix}.${error}`),
    timeoutSeconds,
  };
}

function awsOperation(operation: AwsOperationDescription, callOptions: CallOptions = {}): AwsOperation {
  const call = (input: unknown): Promise<unknown> => runtime().callAws(operation, input, callOptions);
  return Object.assign(call, {
    [kind]: "awsOperation",
    operation,
    callOptions,
    with(options: CallOptions): AwsOperation {
      checkCallOptions(`${operation.service}.${operation.name}`, options);
      return awsOperation(operation, { ...callOptions, ...options });
    },
  } as const);
}
