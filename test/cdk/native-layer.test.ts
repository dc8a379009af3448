import { lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nativeLayer } from "../../cdk/constructs/bundle/native-layer.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "millrace-layer-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface LayerProperties {
  readonly Content: { readonly S3Key: string };
}

it("holds the files themselves where Lambda's NODE_PATH looks, and says which versions they are", () => {
  const source = join(folder, "source");
  mkdirSync(source);
  writeFileSync(join(source, "fast.node"), "native code");
  const app = new App({ outdir: join(folder, "cdk.out") });
  const stack = new Stack(app, "Test");
  const layer = nativeLayer(stack, "Native", {
    packages: [{ name: "@fast/linux-x64", version: "1.2.3", folder: source }],
    outputFolder: join(folder, "layer"),
    architecture: Architecture.X86_64,
  });
  expect(layer.layerVersionArn).toBeDefined();
  const found = Template.fromStack(stack).findResources("AWS::Lambda::LayerVersion");
  const [{ Content, ...properties }] = Object.values(found).map(({ Properties }) => Properties) as [LayerProperties];
  expect(properties).toEqual({
    CompatibleArchitectures: ["x86_64"],
    CompatibleRuntimes: ["nodejs24.x"],
    Description: "@fast/linux-x64@1.2.3",
  });
  const staged = join(app.outdir, `asset.${Content.S3Key.replace(".zip", "")}`, "nodejs/node_modules/@fast/linux-x64");
  expect(lstatSync(staged).isSymbolicLink()).toBe(false);
  expect(readFileSync(join(staged, "fast.node"), "utf8")).toBe("native code");
});
