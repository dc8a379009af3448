import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "../user-error.ts";

/** The CDK app in a folder, and where its tools are. */
export interface Project {
  /** Absolute path of the folder with `cdk.json`. */
  readonly folder: string;
  /** Absolute path of the folder with the local cloud's state. */
  readonly dataFolder: string;
  /** Absolute path of the `cdk` CLI's script. */
  readonly cdkScript: string;
  /** Absolute path of what `--once` plays, if package.json names one under `millrace.demo`. */
  readonly demoFile: string | undefined;
}

/** Finds what `start` needs in a folder, or says what is missing. */
export function findProject(folder: string, dataFolder = join(folder, ".millrace")): Project {
  if (!existsSync(join(folder, "cdk.json"))) {
    throw new UserError(
      `there is no cdk.json in ${folder}`,
      'run this in the folder of your CDK app, or create cdk.json with { "app": "node cdk/app.ts" }',
    );
  }
  return {
    folder,
    dataFolder,
    cdkScript: cdkScriptOf(folder),
    demoFile: demoFileOf(folder),
  };
}

function cdkScriptOf(folder: string): string {
  try {
    const manifest = createRequire(join(folder, "package.json")).resolve("aws-cdk/package.json");
    return join(manifest, "../bin/cdk");
  } catch {
    throw new UserError(
      "the cdk CLI is not installed in this project",
      "npm install --save-dev --save-exact aws-cdk@2.1148.1",
    );
  }
}

function demoFileOf(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { millrace } = JSON.parse(readFileSync(file, "utf8")) as { readonly millrace?: { readonly demo?: string } };
  return millrace?.demo === undefined ? undefined : join(folder, millrace.demo);
}
