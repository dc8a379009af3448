import { canonicalJson, type JsonObject } from "../json-value.ts";
import { defineResourceType, type ResourceContext } from "../resource-type.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { inlineCodeZip } from "./inline-code-zip.ts";
import { tagChanges, tagMap, type Tag } from "./tag-changes.ts";

interface FunctionProperties {
  readonly FunctionName?: string;
  readonly Code: {
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly ZipFile?: string;
  };
  readonly Role: string;
  readonly Runtime?: string;
  readonly Handler?: string;
  readonly Description?: string;
  readonly MemorySize?: number | string;
  readonly Timeout?: number | string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly Layers?: readonly string[];
  readonly Architectures?: readonly string[];
  readonly LoggingConfig?: JsonObject;
  readonly EphemeralStorage?: { readonly Size: number | string };
  readonly TracingConfig?: JsonObject;
  readonly DeadLetterConfig?: JsonObject;
  readonly ReservedConcurrentExecutions?: number | string;
  readonly Tags?: readonly Tag[];
}

export const lambdaFunction = defineResourceType<FunctionProperties>({
  name: "AWS::Lambda::Function",
  properties: {
    FunctionName: "replace",
    PackageType: "replace",
    "Code.S3Bucket": "update",
    "Code.S3Key": "update",
    "Code.S3ObjectVersion": "update",
    "Code.ZipFile": "update",
    Role: "update",
    Runtime: "update",
    Handler: "update",
    Description: "update",
    MemorySize: "update",
    Timeout: "update",
    "Environment.Variables": "update",
    Layers: "update",
    Architectures: "update",
    "LoggingConfig.LogFormat": "update",
    "LoggingConfig.LogGroup": "update",
    "LoggingConfig.ApplicationLogLevel": "update",
    "EphemeralStorage.Size": "update",
    "TracingConfig.Mode": "update",
    "DeadLetterConfig.TargetArn": "update",
    ReservedConcurrentExecutions: "update",
    Tags: "update",
  },
  required: ["Code", "Role"],
  attributes: ["Arn"],
  nameProperty: "FunctionName",
  revertsDrift: true,
  tags: "list",
  refusals: ({ Runtime }, { neverRuns }) =>
    typeof Runtime !== "string" || Runtime.startsWith("nodejs") || neverRuns
      ? []
      : [`AWS::Lambda::Function Runtime '${Runtime}' is not implemented by the local cloud (only Node.js)`],
  async create(properties, context) {
    const FunctionName = properties.FunctionName ?? context.physicalName({ maxLength: 64 });
    if (context.neverRuns) return stateWithoutFunction(FunctionName, context);
    const { FunctionArn } = await context.call<{ readonly FunctionArn: string }>("lambda", "CreateFunction", {
      FunctionName,
      Code: codeOf(properties),
      ...configurationOf(properties),
      ...(properties.Architectures && { Architectures: properties.Architectures }),
      ...(properties.Tags && { Tags: tagMap(properties.Tags) }),
    });
    context.exists(FunctionName);
    await putConcurrency(FunctionName, properties, undefined, context);
    return { physicalId: FunctionName, attributes: { Arn: FunctionArn } };
  },
  async update(properties, existing, context) {
    const { call, neverRuns } = context;
    const FunctionName = existing.physicalId;
    const before = existing.properties;
    if (neverRuns) return existing;
    if (differ(before, properties, ["Code", "Architectures"])) {
      await call("lambda", "UpdateFunctionCode", {
        FunctionName,
        ...codeOf(properties),
        ...(properties.Architectures && { Architectures: properties.Architectures }),
      });
    }
    if (canonical(configurationOf(before)) !== canonical(configurationOf(properties))) {
      await call("lambda", "UpdateFunctionConfiguration", {
        FunctionName,
        ...clearedSince(before, properties),
        ...(before.LoggingConfig && !properties.LoggingConfig && { LoggingConfig: defaultLogging(FunctionName) }),
        ...configurationOf(properties),
      });
    }
    await putConcurrency(FunctionName, properties, before, context);
    const { set, removedKeys } = tagChanges(before.Tags, properties.Tags);
    const Resource = existing.attributes["Arn"];
    if (removedKeys.length > 0) await call("lambda", "UntagResource", { Resource, TagKeys: removedKeys });
    if (set.length > 0) await call("lambda", "TagResource", { Resource, Tags: tagMap(set) });
    return existing;
  },
  async delete({ physicalId }, { call, neverRuns }) {
    if (neverRuns) return;
    await ignoreMissing(call("lambda", "DeleteFunction", { FunctionName: physicalId }));
  },
});

/** Nobody ever calls such a function: the resources that would are made without it. */
function stateWithoutFunction(name: string, { cloud, exists }: ResourceContext) {
  exists(name);
  return {
    physicalId: name,
    attributes: { Arn: `arn:aws:lambda:${cloud.region}:${cloud.accountId}:function:${name}` },
  };
}

function canonical(value: object): string {
  return canonicalJson(value as JsonObject);
}

function differ(before: FunctionProperties, after: FunctionProperties, names: readonly (keyof FunctionProperties)[]) {
  return names.some((name) => canonical({ value: before[name] }) !== canonical({ value: after[name] }));
}

function codeOf({ Code }: FunctionProperties): object {
  return Code.ZipFile === undefined ? Code : { ZipFile: inlineCodeZip(Code.ZipFile) };
}

function configurationOf(properties: FunctionProperties): object {
  const { Role, Runtime, Handler, Description, Layers, LoggingConfig, TracingConfig, DeadLetterConfig } = properties;
  const variables = properties.Environment?.Variables;
  const given = {
    Role,
    Runtime,
    Handler,
    Description,
    MemorySize: numberOf(properties.MemorySize),
    Timeout: numberOf(properties.Timeout),
    Environment: variables && {
      Variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)])),
    },
    Layers,
    LoggingConfig,
    TracingConfig,
    DeadLetterConfig,
    EphemeralStorage: properties.EphemeralStorage && { Size: numberOf(properties.EphemeralStorage.Size) },
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

// UpdateFunctionConfiguration keeps what a request does not name, so what left the template goes back to its default.
const defaults = {
  Description: "",
  MemorySize: 128,
  Timeout: 3,
  Environment: { Variables: {} },
  Layers: [],
  TracingConfig: { Mode: "PassThrough" },
  DeadLetterConfig: { TargetArn: "" },
  EphemeralStorage: { Size: 512 },
} as const;

const defaultLogging = (functionName: string): object => ({
  LogFormat: "Text",
  LogGroup: `/aws/lambda/${functionName}`,
});

function clearedSince(before: FunctionProperties, after: FunctionProperties): object {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => name in before && !(name in after)));
}

function numberOf(value: number | string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

async function putConcurrency(
  FunctionName: string,
  properties: FunctionProperties,
  before: FunctionProperties | undefined,
  { call }: ResourceContext,
): Promise<void> {
  const wanted = numberOf(properties.ReservedConcurrentExecutions);
  if (wanted === numberOf(before?.ReservedConcurrentExecutions)) return;
  if (wanted === undefined) await call("lambda", "DeleteFunctionConcurrency", { FunctionName });
  else await call("lambda", "PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: wanted });
}
