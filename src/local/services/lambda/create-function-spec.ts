import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { FunctionSpec } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import type { FunctionVersion } from "./function-version.ts";
import { findLayerVersion } from "./layer-store.ts";
import type { LayerVersion } from "./layer-store.ts";

/** What the runner needs to know of a version. */
export function createFunctionSpec(cloud: Cloud, version: FunctionVersion): FunctionSpec {
  return {
    functionName: version.functionName,
    version: version.version,
    revision: version.revisionId,
    runtime: version.runtime,
    handler: version.handler,
    codeFolder: join(cloud.dataFolder, version.code.folder),
    bundleKb: Math.round(version.code.unzippedSize / 102.4) / 10,
    modulePaths: modulePaths(cloud, version),
    memoryMb: version.memoryMb,
    timeoutSeconds: version.timeoutSeconds,
    variables: version.variables,
    roleArn: version.role,
    logGroupName: version.logGroup,
    logFormat: version.logFormat,
    logLevel: version.applicationLogLevel ?? defaultLogLevel,
  };
}

/** What Lambda takes where a JSON log names no level. */
export const defaultLogLevel = "INFO";

// Lambda unpacks layers over each other into /opt, the last one winning; here each keeps its folder and the last comes first.
function modulePaths(cloud: Cloud, version: FunctionVersion): readonly string[] {
  const major = /^nodejs(\d+)/.exec(version.runtime)?.[1] ?? "";
  return version.layers.toReversed().flatMap((arn) => {
    const layer = findLayerVersion(cloud, arn);
    if (layer === undefined) return [];
    if (!fitsHost(layer, version)) return packagesOfProject();
    const root = join(cloud.dataFolder, layer.code.folder, "nodejs");
    const folders = [join(root, `node${major}`, "node_modules"), join(root, "node_modules")];
    return folders.filter((folder) => existsSync(folder));
  });
}

/** Where Node looks for packages from the folder of the project on. */
function packagesOfProject(): readonly string[] {
  const paths = createRequire(join(process.cwd(), "package.json")).resolve.paths("package") ?? [];
  return paths.filter((path) => existsSync(path));
}

// Native modules for Lambda's Linux do not load on a Mac or on another processor: there the project's own installation,
// built for the host, stands in.
function fitsHost(layer: LayerVersion, version: FunctionVersion): boolean {
  const architectures = layer.architectures.length > 0 ? layer.architectures : version.architectures;
  const host = process.arch === "x64" ? "x86_64" : process.arch;
  return process.platform === "linux" && architectures.includes(host);
}
