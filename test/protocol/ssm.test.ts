import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParametersByPathCommand,
  ListTagsForResourceCommand,
  RemoveTagsFromResourceCommand,
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

  it("gets what lies under a path, level by level and page by page", async () => {
    const names = ["/shop/a", "/shop/b", "/shop/deep/c", "/shopping/d"];
    for (const Name of names) await ssm.send(new PutParameterCommand({ Name, Value: "v", Type: "String" }));
    const under = async (Path: string, more: object = {}) => {
      const answer = await ssm.send(new GetParametersByPathCommand({ Path, ...more }));
      return { names: answer.Parameters?.map(({ Name }) => Name), next: answer.NextToken };
    };
    expect(await under("/shop")).toEqual({ names: ["/shop/a", "/shop/b"], next: undefined });
    expect((await under("/shop/", { Recursive: true })).names).toEqual(["/shop/a", "/shop/b", "/shop/deep/c"]);
    const first = await under("/shop", { Recursive: true, MaxResults: 2 });
    expect(first.names).toEqual(["/shop/a", "/shop/b"]);
    const NextToken = first.next ?? "";
    expect(await under("/shop", { Recursive: true, MaxResults: 2, NextToken })).toEqual({
      names: ["/shop/deep/c"],
      next: undefined,
    });
    const Key = "Name";
    const filters = { ParameterFilters: [{ Key, Option: "BeginsWith", Values: ["/shop/"] }] };
    const { Parameters = [] } = await ssm.send(new DescribeParametersCommand(filters));
    expect(Parameters.map(({ Name, Tier }) => [Name, Tier])).toEqual(
      names.slice(0, 3).map((name) => [name, "Standard"]),
    );
    expect(await ssm.send(new DeleteParametersCommand({ Names: [...names, "/none"] }))).toMatchObject({
      DeletedParameters: names,
      InvalidParameters: ["/none"],
    });
    await expect(under("shop")).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("keeps tiers, patterns and tags", async () => {
    const put = (more: object) =>
      ssm.send(new PutParameterCommand({ Name: "/tiers", Value: "1", Type: "String", ...more }));
    await put({ AllowedPattern: "^\\d+$", Tags: [{ Key: "team", Value: "a" }] });
    await expect(put({ Overwrite: true, Value: "one" })).rejects.toMatchObject({
      name: "ParameterPatternMismatchException",
      message: "Parameter value, cannot be validated against allowedPattern: ^\\d+$",
    });
    await expect(put({ Overwrite: true, Tags: [{ Key: "a", Value: "b" }] })).rejects.toThrow(/can't be used together/);
    await expect(put({ Overwrite: true, Value: "2".repeat(5000) })).rejects.toThrow(/4096 characters/);
    expect(await put({ Overwrite: true, Value: "2".repeat(5000), Tier: "Advanced" })).toMatchObject({
      Tier: "Advanced",
    });
    await expect(put({ Overwrite: true, Tier: "Standard" })).rejects.toThrow(/can't downgrade/);
    // A pattern that tries all combinations is given up.
    await expect(
      put({ Overwrite: true, AllowedPattern: "^(a+)+$", Value: "a".repeat(40) + "b" }),
    ).rejects.toMatchObject({
      name: "InvalidAllowedPatternException",
    });
    const resource = { ResourceType: "Parameter", ResourceId: "/tiers" } as const;
    await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "stage", Value: "dev" }] }));
    await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["team"] }));
    const { TagList } = await ssm.send(new ListTagsForResourceCommand(resource));
    expect(TagList).toEqual([{ Key: "stage", Value: "dev" }]);
  });

  it("rejects secrets rather than keeping them as plain text", async () => {
    const command = new PutParameterCommand({ Name: "/app/secret", Value: "s", Type: "SecureString" });
    await expect(ssm.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});
