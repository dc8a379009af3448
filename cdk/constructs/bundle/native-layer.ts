import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { SymlinkFollowMode } from "aws-cdk-lib";
import { type Architecture, Code, LayerVersion, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { NativePackage } from "./native-packages.ts";

export interface NativeLayerOptions {
  readonly packages: readonly NativePackage[];
  /** Gets the layer's tree; what it held is removed. */
  readonly outputFolder: string;
  readonly architecture: Architecture;
}

/** Makes the one layer that holds the native packages of all functions, where Lambda's NODE_PATH looks: nodejs/node_modules. */
export function nativeLayer(scope: Construct, id: string, options: NativeLayerOptions): LayerVersion {
  const { packages, outputFolder, architecture } = options;
  rmSync(outputFolder, { recursive: true, force: true });
  for (const { name, folder } of packages) {
    const link = join(outputFolder, "nodejs", "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    // CDK copies what the link points at; a copy of ours would only double the megabytes.
    symlinkSync(folder, link, "junction");
  }
  return new LayerVersion(scope, id, {
    code: Code.fromAsset(outputFolder, { followSymlinks: SymlinkFollowMode.ALWAYS }),
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    compatibleArchitectures: [architecture],
    description: packages
      .map(({ name, version }) => `${name}@${version}`)
      .join(", ")
      .slice(0, 256),
  });
}
