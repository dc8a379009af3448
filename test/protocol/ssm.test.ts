import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

describe("SSM parameters over the wire", () => {
  let cloud: TestCloud;
  let ssm: SSMClient;
  beforeAll(async () => {
    cloud = await createTestCloud();
    ssm = new SSMClient(cloud.clientConfig);
  });
  afterAll(() => cloud.close());

  it("has a bootstrap version that current templates accept", async () => {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: "/cdk-bootstrap/hnb659fds/version" }));
    expect(Number(Parameter?.Value)).toBeGreaterThanOrEqual(21);
    expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);
  });

  it("puts, overwrites, gets and deletes a parameter", async () => {
    const put = (Value: string, more: object = {}) =>
      ssm.send(new PutParameterCommand({ Name: "/app/stage", Value, Type: "String", ...more }));
    expect((await put("dev")).Version).toBe(1);
    await expect(put("prod")).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
    expect((await put("prod", { Overwrite: true })).Version).toBe(2);
    const found = await ssm.send(new GetParametersCommand({ Names: ["/app/stage", "/app/absent"] }));
    expect(found.Parameters?.map(({ Value, Version }) => [Value, Version])).toEqual([["prod", 2]]);
    expect(found.InvalidParameters).toEqual(["/app/absent"]);
    await ssm.send(new DeleteParameterCommand({ Name: "/app/stage" }));
    await expect(ssm.send(new GetParameterCommand({ Name: "/app/stage" }))).rejects.toMatchObject({
      name: "ParameterNotFound",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("rejects secrets rather than keeping them as plain text", async () => {
    const command = new PutParameterCommand({ Name: "/app/secret", Value: "s", Type: "SecureString" });
    await expect(ssm.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});
