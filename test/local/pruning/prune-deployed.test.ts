import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import type { ListVersionsByFunctionResponse } from "@aws-sdk/client-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pruneDeployed } from "../../../src/local/pruning/prune-deployed.ts";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { makeZip } from "../lambda/make-zip.ts";
import { createMachine, start } from "../runtime/execute.ts";
import { createRoles } from "../runtime/stand-ins.ts";

describe("what earlier deployments left", () => {
  let cloud: TestCloud;
  let offsetMs = 0;
  const call = <Output = object>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    cloud.cloud.call<Output>(service, operation, input, { kind: "root" });
  const zip = (n: number): Buffer => makeZip({ "index.mjs": `export const handler = async () => ${n};` });
  const arn = (version: number): string => `arn:aws:lambda:us-east-1:000000000000:function:work:${version}`;

  beforeEach(async () => {
    offsetMs = 0;
    cloud = await createTestCloud({
      clock: {
        now: () => Date.now() + offsetMs,
        at: (dueAt, callback) => {
          const timer = setTimeout(callback, dueAt - Date.now() - offsetMs).unref();
          return () => clearTimeout(timer);
        },
      },
    });
    await createRoles(cloud.cloud);
    const Role = await createRole(cloud.cloud, { name: "worker", service: "lambda.amazonaws.com" });
    const basis = { FunctionName: "work", Runtime: "nodejs24.x", Handler: "index.handler", Role };
    await call("lambda", "CreateFunction", { ...basis, Code: { ZipFile: zip(1) }, Publish: true });
    for (let n = 2; n <= 8; n += 1) {
      await call("lambda", "UpdateFunctionCode", { FunctionName: "work", ZipFile: zip(n), Publish: true });
    }
  });

  afterEach(() => cloud.close());

  const versions = async (): Promise<readonly (string | undefined)[]> =>
    (
      (await call<ListVersionsByFunctionResponse>("lambda", "ListVersionsByFunction", { FunctionName: "work" }))
        .Versions ?? []
    ).map(({ Version }) => Version);

  /** As if everything had been unpacked long ago. */
  const age = (): void => {
    const folder = join(cloud.dataFolder, "functions/work");
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0);
  };

  it("goes, but for the versions that something refers to and the newest few, and so does their code", async () => {
    const waiting = (version: number): object => ({
      Wait: { Type: "Wait", Seconds: 3600, Next: "Work" },
      Work: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: arn(version) },
        End: true,
      },
    });
    await createMachine(cloud, waiting(2), "current");
    const updated = await createMachine(cloud, waiting(3), "updated");
    await start(cloud, updated);
    const definition = JSON.stringify({
      QueryLanguage: "JSONata",
      StartAt: "Work",
      States: { Work: { Type: "Succeed" } },
    });
    await call("states", "UpdateStateMachine", { stateMachineArn: updated, definition });
    await call("lambda", "CreateAlias", { FunctionName: "work", Name: "live", FunctionVersion: "4" });
    age();

    await pruneDeployed(cloud.cloud);

    expect(await versions()).toEqual(["$LATEST", "2", "3", "4", "6", "7", "8"]);
    expect(readdirSync(join(cloud.dataFolder, "functions/work"))).toHaveLength(6);
    for (const version of ["2", "6"]) {
      const { StatusCode } = await call<{ StatusCode: number }>("lambda", "Invoke", {
        FunctionName: arn(Number(version)),
      });
      expect(StatusCode).toBe(200);
    }
  });

  it("stays while it is young: it may belong to a deployment on its way", async () => {
    await pruneDeployed(cloud.cloud);
    expect(readdirSync(join(cloud.dataFolder, "functions/work"))).toHaveLength(8);
  });

  it("are assets that no stack names any more", async () => {
    const Bucket = "cdk-hnb659fds-assets-000000000000-us-east-1";
    for (const Key of ["used.zip", "left.zip"]) await call("s3", "PutObject", { Bucket, Key, Body: zip(1) });
    const TemplateBody = JSON.stringify({
      Resources: { Log: { Type: "AWS::Logs::LogGroup", Metadata: { asset: "used.zip" } } },
    });
    await call("cloudformation", "CreateStack", { StackName: "shop", TemplateBody });
    const keys = async (): Promise<readonly string[]> =>
      ((await call<{ Contents?: readonly { Key: string }[] }>("s3", "ListObjectsV2", { Bucket })).Contents ?? []).map(
        ({ Key }) => Key,
      );
    await pruneDeployed(cloud.cloud);
    expect(await keys()).toEqual(["left.zip", "used.zip"]);
    offsetMs = 2 * 60 * 60_000;
    await pruneDeployed(cloud.cloud);
    expect(await keys()).toEqual(["used.zip"]);
  });

  it("are layers that were deleted and that no function has", async () => {
    const publish = (text: string) =>
      call<{ LayerVersionArn: string }>("lambda", "PublishLayerVersion", {
        LayerName: "native",
        Content: { ZipFile: makeZip({ "nodejs/node_modules/a/index.js": text }) },
      });
    const [used, left] = [await publish("1"), await publish("2")];
    await call("lambda", "UpdateFunctionConfiguration", { FunctionName: "work", Layers: [used.LayerVersionArn] });
    for (const VersionNumber of [1, 2])
      await call("lambda", "DeleteLayerVersion", { LayerName: "native", VersionNumber });
    const folder = join(cloud.dataFolder, "layers/native");
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0);
    await pruneDeployed(cloud.cloud);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(left.LayerVersionArn).toMatch(/:2$/);
    expect(existsSync(folder)).toBe(true);
    expect((await publish("3")).LayerVersionArn).toMatch(/:3$/);
  });
});
