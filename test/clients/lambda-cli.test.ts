import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { createRole } from "../local/lambda/create-role.ts";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws lambda", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;
  let role: string;

  beforeAll(async () => {
    const actions = ["sqs:*", "logs:*"];
    role = await createRole(suite.cloud.cloud, { name: "function", service: "lambda.amazonaws.com", actions });
  });

  const archive = (name: string, files: Readonly<Record<string, string>>): string => {
    const entries = Object.entries(files).map(([path, content]) => [path, strToU8(content)] as const);
    writeFileSync(join(suite.folder, name), zipSync(Object.fromEntries(entries)));
    return `fileb://${join(suite.folder, name)}`;
  };
  const code = (answer: string): string =>
    archive(`${answer}.zip`, {
      "index.js": `exports.handler = async (event) => { console.log("asked", event.id);
        if (event.id === "bad") throw new TypeError("no good"); return { answer: "${answer}", env: process.env.COLOUR, id: event.id }; };`,
    });
  const create = (functionName: string, answer = "one", more: object = {}) =>
    aws("lambda create-function", {
      functionName,
      runtime: "nodejs24.x",
      handler: "index.handler",
      role,
      zipFile: code(answer),
      environment: { Variables: { COLOUR: "red" } },
      timeout: 20,
      ...more,
    });
  const invoke = async (functionName: string, payload: unknown, more: object = {}) => {
    const out = join(suite.folder, `${functionName}-${Math.random()}.json`);
    writeFileSync(`${out}.in`, JSON.stringify(payload));
    const answer = await aws("lambda invoke", { functionName, payload: `fileb://${out}.in`, ...more }, out);
    return { answer, payload: readFileSync(out, "utf8") };
  };

  it.concurrent("creates, invokes and changes a function", async () => {
    const functionName = "changing";
    expect(await create(functionName)).toMatchObject({
      FunctionName: functionName,
      State: "Active",
      Version: "$LATEST",
    });
    await aws("lambda wait function-active-v2", { functionName });
    expect((await aws("lambda get-function", { functionName })).Configuration).toMatchObject({
      State: "Active",
      Role: role,
    });
    const first = await invoke(functionName, { id: 1 }, { logType: "Tail" });
    expect(JSON.parse(first.payload)).toEqual({ answer: "one", env: "red", id: 1 });
    expect(first.answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(Buffer.from(first.answer.LogResult, "base64").toString()).toMatch(
      /START RequestId[^]*asked 1[^]*REPORT RequestId/,
    );
    const failed = await invoke(functionName, { id: "bad" });
    expect(failed.answer).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(JSON.parse(failed.payload)).toMatchObject({ errorType: "TypeError", errorMessage: "no good" });
    const dry = await invoke(functionName, {}, { invocationType: "DryRun" });
    expect(dry.answer).toMatchObject({ StatusCode: 204 });
    const later = await invoke(functionName, { id: 2 }, { invocationType: "Event" });
    expect(later.answer).toMatchObject({ StatusCode: 202 });

    const updated = await aws("lambda update-function-code", { functionName, zipFile: code("two") });
    expect(updated.CodeSha256).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    await aws("lambda wait function-updated-v2", { functionName });
    const environment = { Variables: { COLOUR: "blue" } };
    await aws("lambda update-function-configuration", { functionName, environment, memorySize: 256, description: "d" });
    await aws("lambda wait function-updated-v2", { functionName });
    expect(await aws("lambda get-function-configuration", { functionName })).toMatchObject({
      MemorySize: 256,
      Description: "d",
      Environment: environment,
      CodeSha256: updated.CodeSha256,
    });
    expect(JSON.parse((await invoke(functionName, { id: 3 })).payload)).toEqual({ answer: "two", env: "blue", id: 3 });
    const { Functions } = await aws("lambda list-functions");
    expect(Functions).toContainEqual(expect.objectContaining({ FunctionName: functionName, MemorySize: 256 }));
    await aws("lambda delete-function", { functionName });
    expect(await refused("lambda get-function", { functionName })).toBe(
      `An error occurred (ResourceNotFoundException) when calling the GetFunction operation: Function not found: arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    );
  });

  it.concurrent("publishes versions and moves an alias", async () => {
    const functionName = "published";
    await create(functionName, "one", { publish: true });
    await aws("lambda wait published-version-active", { functionName, qualifier: "1" });
    await aws("lambda create-alias", { functionName, name: "live", functionVersion: "1" });
    await aws("lambda update-function-code", { functionName, zipFile: code("two") });
    await aws("lambda wait function-updated-v2", { functionName });
    expect(await aws("lambda publish-version", { functionName, description: "second" })).toMatchObject({
      Version: "2",
    });
    const { Versions } = await aws("lambda list-versions-by-function", { functionName });
    expect(Versions).toMatchObject([{ Version: "$LATEST" }, { Version: "1" }, { Version: "2" }]);
    const live = async () => JSON.parse((await invoke(functionName, {}, { qualifier: "live" })).payload).answer;
    expect(await live()).toBe("one");
    await aws("lambda update-alias", { functionName, name: "live", functionVersion: "2" });
    expect(await live()).toBe("two");
    expect(await aws("lambda get-alias", { functionName, name: "live" })).toMatchObject({ FunctionVersion: "2" });
    expect((await aws("lambda list-aliases", { functionName })).Aliases).toMatchObject([{ Name: "live" }]);
    expect(await refused("lambda create-alias", { functionName, name: "live", functionVersion: "1" })).toContain(
      "An error occurred (ResourceConflictException) when calling the CreateAlias operation: Alias already exists:",
    );
    await aws("lambda delete-alias", { functionName, name: "live" });
    expect(await refused("lambda get-alias", { functionName, name: "live" })).toContain("(ResourceNotFoundException)");
  });

  it.concurrent("keeps permissions, concurrency, retries and tags of a function", async () => {
    const functionName = "kept";
    const { FunctionArn: resource } = await create(functionName, "kept", { tags: { team: "a" } });
    const permission = { statementId: "events", action: "lambda:InvokeFunction", principal: "events.amazonaws.com" };
    const { Statement } = await aws("lambda add-permission", { functionName, ...permission });
    expect(JSON.parse(Statement)).toMatchObject({ Sid: "events", Effect: "Allow", Resource: resource });
    expect(JSON.parse((await aws("lambda get-policy", { functionName })).Policy).Statement).toHaveLength(1);
    await aws("lambda remove-permission", { functionName, statementId: "events" });
    expect(await refused("lambda get-policy", { functionName })).toContain("(ResourceNotFoundException)");
    await aws("lambda put-function-concurrency", { functionName, reservedConcurrentExecutions: 0 });
    expect(await aws("lambda get-function-concurrency", { functionName })).toEqual({ ReservedConcurrentExecutions: 0 });
    expect(await refused("lambda invoke", { functionName }, join(suite.folder, "never"))).toContain(
      "An error occurred (TooManyRequestsException) when calling the Invoke operation",
    );
    await aws("lambda delete-function-concurrency", { functionName });
    await aws("lambda put-function-event-invoke-config", { functionName, maximumRetryAttempts: 0 });
    expect(await aws("lambda get-function-event-invoke-config", { functionName })).toMatchObject({
      MaximumRetryAttempts: 0,
    });
    await aws("lambda delete-function-event-invoke-config", { functionName });
    await aws("lambda tag-resource", { resource, tags: { stage: "dev" } });
    await aws("lambda untag-resource", { resource, tagKeys: ["team"] });
    expect(await aws("lambda list-tags", { resource })).toEqual({ Tags: { stage: "dev" } });
  });

  it.concurrent("feeds a function from a queue, and gives it a layer", async ({ expect }) => {
    const functionName = "fed";
    await suite.cloud.cloud.call("sqs", "CreateQueue", { QueueName: "feed" }, { kind: "root" });
    const content = archive("layer.zip", {
      "nodejs/node_modules/shout/index.js": "module.exports = (text) => text + '!';",
    });
    const layer = await aws("lambda publish-layer-version", {
      layerName: "shout",
      zipFile: content,
      compatibleRuntimes: ["nodejs24.x"],
    });
    expect(layer.Version).toBe(1);
    expect((await aws("lambda list-layer-versions", { layerName: "shout" })).LayerVersions).toMatchObject([
      { Version: 1 },
    ]);
    const zipFile = archive("reader.zip", {
      "index.js": `const shout = require("shout"); exports.handler = async ({ Records }) => { for (const { body } of Records) console.log(shout(body)); };`,
    });
    await create(functionName, "fed", { zipFile, layers: [layer.LayerVersionArn] });
    const eventSourceArn = "arn:aws:sqs:us-east-1:000000000000:feed";
    const { UUID: uuid } = await aws("lambda create-event-source-mapping", {
      functionName,
      eventSourceArn,
      batchSize: 2,
    });
    expect(await aws("lambda get-event-source-mapping", { uuid })).toMatchObject({
      BatchSize: 2,
      EventSourceArn: eventSourceArn,
    });
    expect((await aws("lambda list-event-source-mappings", { functionName })).EventSourceMappings).toMatchObject([
      { UUID: uuid },
    ]);
    await aws("sqs send-message", { queueUrl: `${suite.cloud.endpoint}/000000000000/feed`, messageBody: "hello" });
    const logged = async (): Promise<readonly string[]> => {
      const logGroupName = `/aws/lambda/${functionName}`;
      const { events = [] } = await suite.cloud.cloud
        .call<{ events?: { message: string }[] }>("logs", "FilterLogEvents", { logGroupName }, { kind: "root" })
        .catch(() => ({ events: [] }));
      return events.map(({ message }) => message);
    };
    await expect.poll(logged, { timeout: 20_000 }).toContainEqual(expect.stringContaining("hello!"));
    await aws("lambda update-event-source-mapping", { uuid, batchSize: 5 });
    await aws("lambda delete-event-source-mapping", { uuid });
    await aws("lambda delete-layer-version", { layerName: "shout", versionNumber: 1 });
    expect(await refused("lambda get-layer-version", { layerName: "shout", versionNumber: 1 })).toContain(
      "(ResourceNotFoundException)",
    );
  });
});
