import { NormalizedSchema } from "@smithy/core/schema";
import type { ServiceName } from "../service.ts";

// The shapes of every operation come from the pinned SDK clients, which carry them as data, or from modules of the same form
// that are generated (`schemas/`). Modules are loaded on a
// service's first request: S3 alone costs 200 ms.

/** How a service's requests and answers are written on the wire. */
export type WireProtocol = "json" | "query" | "rest-xml" | "rest-json" | "cbor";

export interface HttpTrait {
  readonly method: string;
  /** For instance `/2015-03-31/functions/{FunctionName}/invocations?x-id=Invoke`. */
  readonly uri: string;
  readonly status: number;
}

export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Present on REST services only. */
  readonly http: HttpTrait | undefined;
}

export interface ServiceModel {
  readonly name: ServiceName;
  /** Smithy's namespace, for instance `com.amazonaws.sfn`. */
  readonly namespace: string;
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly errors: ReadonlyMap<string, NormalizedSchema>;
}

export interface ServiceWire {
  readonly protocol: Exclude<WireProtocol, "cbor">;
  /** Prefix of `X-Amz-Target`, which is also the service's name in CBOR paths. */
  readonly target?: string;
  readonly jsonVersion?: "1.0" | "1.1";
  readonly xmlNamespace?: string;
  /** JSON services that once spoke the query protocol name their old error codes in a header. */
  readonly queryCompatible?: boolean;
  readonly load: () => Promise<object>;
}

/** What must be known before a client module is loaded; a test compares it with the clients themselves. */
export const serviceWires: Readonly<Record<ServiceName, ServiceWire>> = {
  s3: {
    protocol: "rest-xml",
    xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
    load: () => import("@aws-sdk/client-s3"),
  },
  events: {
    protocol: "json",
    target: "AWSEvents",
    jsonVersion: "1.1",
    load: () => import("@aws-sdk/client-eventbridge"),
  },
  states: {
    protocol: "json",
    target: "AWSStepFunctions",
    jsonVersion: "1.0",
    load: () => import("@aws-sdk/client-sfn"),
  },
  lambda: { protocol: "rest-json", load: () => import("@aws-sdk/client-lambda") },
  sqs: {
    protocol: "json",
    target: "AmazonSQS",
    jsonVersion: "1.0",
    queryCompatible: true,
    load: () => import("@aws-sdk/client-sqs"),
  },
  cloudformation: {
    protocol: "query",
    xmlNamespace: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
    load: () => import("@aws-sdk/client-cloudformation"),
  },
  sts: {
    protocol: "query",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    load: () => import("@aws-sdk/client-sts"),
  },
  iam: {
    protocol: "query",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    load: () => import("@aws-sdk/client-iam"),
  },
  ssm: { protocol: "json", target: "AmazonSSM", jsonVersion: "1.1", load: () => import("@aws-sdk/client-ssm") },
  logs: {
    protocol: "json",
    target: "Logs_20140328",
    jsonVersion: "1.1",
    load: () => import("@aws-sdk/client-cloudwatch-logs"),
  },
  monitoring: {
    protocol: "json",
    target: "GraniteServiceVersion20100801",
    jsonVersion: "1.0",
    queryCompatible: true,
    load: () => import("@aws-sdk/client-cloudwatch"),
  },
  cloudcontrolapi: {
    protocol: "json",
    target: "CloudApiService",
    jsonVersion: "1.0",
    load: () => import("@aws-sdk/client-cloudcontrol"),
  },
  dynamodb: {
    protocol: "json",
    target: "DynamoDB_20120810",
    jsonVersion: "1.0",
    load: () => import("@aws-sdk/client-dynamodb"),
  },
  dynamodbstreams: {
    protocol: "json",
    target: "DynamoDBStreams_20120810",
    jsonVersion: "1.0",
    load: () => import("./schemas/dynamodbstreams.generated.ts"),
  },
  scheduler: { protocol: "rest-json", load: () => import("./schemas/scheduler.generated.ts") },
  secretsmanager: {
    protocol: "json",
    target: "secretsmanager",
    jsonVersion: "1.1",
    load: () => import("./schemas/secretsmanager.generated.ts"),
  },
  sns: {
    protocol: "query",
    xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
    load: () => import("./schemas/sns.generated.ts"),
  },
};

/** Loads models once each; one per cloud, because a module must not hold state. */
export function createModelLoader(): (service: ServiceName) => Promise<ServiceModel> {
  const loading = new Map<ServiceName, Promise<ServiceModel>>();
  return (service) => {
    const known = loading.get(service);
    if (known !== undefined) return known;
    const model = serviceWires[service].load().then((module) => readModel(service, module));
    loading.set(service, model);
    return model;
  };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];
type OperationSchema = readonly [9, string, string, unknown, SchemaRef, SchemaRef];
type ErrorSchema = readonly [-3, string, string, ...unknown[]];

function readModel(name: ServiceName, module: object): ServiceModel {
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, NormalizedSchema>();
  let namespace = "";
  for (const schema of Object.values(module) as unknown[]) {
    if (isOperationSchema(schema)) {
      namespace = schema[1];
      operations.set(schema[2], {
        name: schema[2],
        input: NormalizedSchema.of(schema[4]),
        output: NormalizedSchema.of(schema[5]),
        http: readHttpTrait(schema[3]),
      });
    } else if (isErrorSchema(schema)) {
      errors.set(schema[2], NormalizedSchema.of(schema as unknown as SchemaRef));
    }
  }
  return { name, namespace, operations, errors };
}

const isOperationSchema = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9;
const isErrorSchema = (value: unknown): value is ErrorSchema => Array.isArray(value) && value[0] === -3;

function readHttpTrait(traits: unknown): HttpTrait | undefined {
  if (typeof traits !== "object" || traits === null || !("http" in traits)) return undefined;
  const [method, uri, status] = traits.http as [string, string, number];
  return { method, uri, status };
}

/** Names of members that must be given, which the schemas list first and count. */
export function requiredMembers(structure: NormalizedSchema): readonly string[] {
  const schema = structure.getSchema() as unknown;
  if (!Array.isArray(schema)) return [];
  const [names, count] = [schema[4], schema[6]] as [unknown, unknown];
  return Array.isArray(names) && typeof count === "number" ? (names.slice(0, count) as string[]) : [];
}
