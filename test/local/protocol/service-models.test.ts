import { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, it } from "vitest";
import { createModelLoader, requiredMembers, serviceWires } from "../../../src/local/protocol/service-models.ts";
import type { ServiceName } from "../../../src/local/service.ts";

interface ClientProtocol {
  readonly serviceTarget?: string;
  readonly awsQueryCompatible?: boolean;
  readonly options: { readonly xmlNamespace?: string };
  getShapeId(): string;
}

type Client = new (config: object) => { readonly config: { readonly protocol: ClientProtocol } };

const shapeIds: Readonly<Record<string, string>> = {
  "aws.protocols#awsJson1_0": "json 1.0",
  "aws.protocols#awsJson1_1": "json 1.1",
  "aws.protocols#awsQuery": "query",
  "aws.protocols#restXml": "rest-xml",
  "aws.protocols#restJson1": "rest-json",
};

// Their modules are generated from botocore: no client is among the packages.
const generated: readonly string[] = ["dynamodbstreams", "scheduler", "secretsmanager", "sns"];
const withClient = (Object.keys(serviceWires) as ServiceName[]).filter((name) => !generated.includes(name));

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** Members with their kinds and names on the wire, however deep. */
function shapeOf(schema: NormalizedSchema): unknown {
  if (schema.isUnitSchema()) return "nothing";
  const { xmlName, xmlFlattened } = schema.getMergedTraits();
  const named = (shape: unknown): unknown => ((xmlName ?? xmlFlattened) ? { shape, xmlName, xmlFlattened } : shape);
  if (schema.isListSchema()) return named([shapeOf(schema.getValueSchema())]);
  if (schema.isMapSchema())
    return named({ key: shapeOf(schema.getKeySchema()), value: shapeOf(schema.getValueSchema()) });
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].map(([name, member]) => [name, shapeOf(member)]);
    return named({ members: Object.fromEntries(members) as object, required: requiredMembers(schema).toSorted() });
  }
  const kinds = ["isBooleanSchema", "isNumericSchema", "isTimestampSchema", "isBlobSchema", "isStringSchema"] as const;
  return named(kinds.find((kind) => schema[kind]()));
}

describe("the table of services", () => {
  it.each(withClient)("says of %s what its SDK client says", async (name) => {
    const wire = serviceWires[name];
    const module = (await wire.load()) as Readonly<Record<string, unknown>>;
    const [, Client] = Object.entries(module).find(([key]) => /^(?!__)\w+Client$/.test(key)) ?? [];
    const { protocol } = new (Client as Client)({
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    }).config;
    const spoken = wire.jsonVersion === undefined ? wire.protocol : `${wire.protocol} ${wire.jsonVersion}`;
    expect(spoken).toBe(shapeIds[protocol.getShapeId()]);
    expect(wire.target).toBe(wire.protocol === "json" ? protocol.serviceTarget : undefined);
    expect(wire.queryCompatible ?? false).toBe(protocol.awsQueryCompatible ?? false);
    expect(wire.xmlNamespace).toBe(protocol.options.xmlNamespace);
  });

  it("generates for SNS what its client says, which is there for tests", async () => {
    const generated = await createModelLoader()("sns");
    const client = (await import("@aws-sdk/client-sns")) as unknown as Readonly<Record<string, unknown>>;
    const operations = Object.values(client).filter((one): one is unknown[] => Array.isArray(one) && one[0] === 9);
    expect([...generated.operations.keys()].toSorted()).toEqual(operations.map(([, , name]) => name).toSorted());
    for (const [, namespace, name, , input, output] of operations) {
      expect(generated.namespace).toBe(namespace);
      const { input: given, output: answered } = generated.operations.get(String(name))!;
      expect(shapeOf(given)).toEqual(shapeOf(NormalizedSchema.of(input as SchemaRef)));
      expect(shapeOf(answered)).toEqual(shapeOf(NormalizedSchema.of(output as SchemaRef)));
    }
    const error = generated.errors.get("NotFoundException")?.getMergedTraits();
    expect(error).toMatchObject({ awsQueryError: ["NotFound", 404], error: "client", httpError: 404 });
  });

  it("reads operations, their shapes and required members from a client", async () => {
    const model = await createModelLoader()("states");
    const start = model.operations.get("StartExecution");
    expect(start && requiredMembers(start.input)).toEqual(["stateMachineArn"]);
    expect(model.operations.size).toBeGreaterThan(30);
    expect(model.errors.has("ExecutionDoesNotExist")).toBe(true);
    expect(model.namespace).toBe("com.amazonaws.sfn");
  });
});
