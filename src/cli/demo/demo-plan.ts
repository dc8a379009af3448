import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../user-error.ts";

/** What `start --once` plays: files to upload, and how each must end. */
export interface DemoPlan {
  readonly uploads: readonly DemoUpload[];
  /** Objects to copy out as the demo's results. */
  readonly results: { readonly parquet: ObjectPlace; readonly report: ObjectPlace; readonly quarantine: ObjectPlace };
}

export interface DemoUpload {
  /** Absolute path. */
  readonly file: string;
  /** The bucket's logical name. */
  readonly bucket: string;
  readonly key: string;
  /** The member `status` of the execution's output. */
  readonly status: string;
}

export interface ObjectPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Reads the plan; paths in it are relative to the project's folder. */
export function readDemoPlan(demoFile: string, projectFolder: string): DemoPlan {
  const plan = JSON.parse(readFileSync(demoFile, "utf8")) as DemoPlan;
  const uploads = plan.uploads.map((upload) => ({ ...upload, file: resolve(projectFolder, upload.file) }));
  const missing = uploads.find(({ file }) => !existsSync(file));
  if (missing !== undefined) {
    throw new UserError(`the demo's file ${missing.file} does not exist`, "npm ci, which brings the demo's data");
  }
  return { ...plan, uploads };
}
