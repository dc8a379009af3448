import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "./clock.ts";
import type { AccessLog } from "./iam/access-log.ts";
import type { ReadPolicy } from "./iam/policy-reader.ts";

// What a service of the local cloud is, and what it is given. Every call, from a client over HTTP or from another
// service inside the process, takes the same way: check members → authorise → handle.

/** Endpoint prefix of a service, as AWS's signing names it. */
export type ServiceName =
  | "s3"
  | "events"
  | "states"
  | "lambda"
  | "sqs"
  | "cloudformation"
  | "sts"
  | "iam"
  | "ssm"
  | "logs"
  | "monitoring"
  | "cloudcontrolapi"
  | "dynamodb"
  | "dynamodbstreams"
  | "scheduler"
  | "secretsmanager"
  | "sns";

/** Who calls. `root` is the developer's own shell and the cloud itself; roles come from credentials that we issued. */
export type Principal =
  | { readonly kind: "root" }
  | { readonly kind: "role"; readonly roleArn: string; readonly sessionName: string };

export interface CallContext {
  readonly cloud: Cloud;
  readonly principal: Principal;
  readonly requestId: string;
  /** Is aborted when the client went away; absent for calls within the process. */
  readonly signal?: AbortSignal;
}

/** What is needed to decide whether a call is allowed: `states:StartExecution` on an ARN. */
export interface Authorization {
  readonly action: string;
  readonly resource: string;
  /** What is known of this call beside what every call is known to be, by condition key: `states:HTTPMethod`. */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

/** One API operation, a file of its own: `services/<service>/<operation>.ts`. */
export interface Operation<Input, Output> {
  /**
   * Input members that are honoured, as dotted paths of the API's own names (`Tags`, `Targets.RoleArn`; arrays and maps add no
   * segment). Naming a structure admits all of it. Any other member that a client sends is refused by name with 501.
   */
  readonly members: readonly string[];
  readonly authorize?: (input: Input, context: CallContext) => readonly Authorization[];
  /** Texts of the resources' own policies, a bucket's for instance, which have a say beside the caller's. */
  readonly resourcePolicies?: (input: Input, context: CallContext) => readonly string[];
  readonly handle: (input: Input, context: CallContext) => Output | Promise<Output>;
}

// Each operation has its own shapes; the registry cannot name them all. `never`/`unknown` keep callers honest.
export type AnyOperation = Operation<never, unknown>;

export interface Service {
  readonly name: ServiceName;
  /** Keyed by AWS's operation name, for instance `StartExecution`. */
  readonly operations: Readonly<Record<string, AnyOperation>>;
  /** Takes the body of a PUT to an address that the service gave out, which is no API call. */
  readonly receive?: (token: string, body: string) => void;
  /** Resumes what was under way when the process ended; called once all services exist. */
  readonly resume?: () => void | Promise<void>;
  /** Stops timers and workers; called once, before the database is closed. */
  readonly close?: () => void | Promise<void>;
}

/** What a service gets to stand on. One per process. */
export interface Cloud {
  readonly region: string;
  readonly accountId: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  readonly endpoint: string;
  /** Absolute path of the data folder (`.millrace`). */
  readonly dataFolder: string;
  readonly db: DatabaseSync;
  readonly clock: Clock;
  readonly readPolicy: ReadPolicy;
  /** What roles were allowed and denied. */
  readonly access: AccessLog;
  readonly random: () => number;
  /** How many functions run at a time; absent for what suits the machine. */
  readonly functionsAtOnce?: number;
  /** A fresh id: 32 hex digits in UUID form. */
  readonly newId: () => string;
  /** Writes a line to the server's log, where hints for people go. */
  readonly log: (line: string) => void;
  /** Calls another service as the given principal, with authorisation. Throws `AwsError`. */
  readonly call: <Output>(
    service: ServiceName,
    operation: string,
    input: object,
    principal: Principal,
  ) => Promise<Output>;
  /** Tells the console and tests that something changed, for instance `execution`, its ARN. Never carries data. */
  readonly notify: (
    topic: "execution" | "bucket" | "event" | "stack" | "function" | "schedule" | "stream",
    id: string,
  ) => void;
  /** Subscribes to notifications; returns the unsubscribe function. */
  readonly subscribe: (listener: (topic: string, id: string) => void) => () => void;
}

export type CreateService = (cloud: Cloud) => Service;
