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
const generated: readonly string[] = ["dynamodbstreams", "scheduler", "secretsmanager"];
const withClient = (Object.keys(serviceWires) as ServiceName[]).filter((name) => !generated.includes(name));

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

  it("reads operations, their shapes and required members from a client", async () => {
    const model = await createModelLoader()("states");
    const start = model.operations.get("StartExecution");
    expect(start && requiredMembers(start.input)).toEqual(["stateMachineArn"]);
    expect(model.operations.size).toBeGreaterThan(30);
    expect(model.errors.has("ExecutionDoesNotExist")).toBe(true);
    expect(model.namespace).toBe("com.amazonaws.sfn");
  });
});
