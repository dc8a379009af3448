import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";
import { awsCli, type AwsCli } from "./aws-cli.ts";

/** What the tests of a suite share; cloud and folder are there once its tests begin. */
export interface AwsCliSuite extends AwsCli {
  readonly cloud: TestCloud;
  /** For files that commands read or write. */
  readonly folder: string;
}

/** To be called within `describe`: its tests get a cloud of their own, and the AWS CLI that reaches it. */
export function awsCliSuite(start: () => Promise<TestCloud> = createTestCloud): AwsCliSuite {
  let cloud: TestCloud | undefined;
  let folder = "";
  let cli: AwsCli | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "millrace-cli-"));
    cloud = await start();
    cli = awsCli(cloud.endpoint);
  });
  afterAll(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get cloud() {
      return cloud!;
    },
    get folder() {
      return folder;
    },
    aws: (...command) => cli!.aws(...command),
    text: (...command) => cli!.text(...command),
    refused: (...command) => cli!.refused(...command),
  };
}
