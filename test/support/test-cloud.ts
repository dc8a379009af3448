import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCloud } from "../../src/local/start-cloud.ts";
import type { RunningCloud, StartCloudOptions } from "../../src/local/start-cloud.ts";

export interface TestCloud extends RunningCloud {
  readonly dataFolder: string;
  /** Lines that the cloud logged. */
  readonly logged: readonly string[];
  /** What every SDK client needs to reach this cloud as the developer. */
  readonly clientConfig: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
    /** For S3; other clients ignore it. */
    readonly forcePathStyle: boolean;
    readonly disableHostPrefix: boolean;
  };
  /** Ends this process of the cloud and starts another on the same data. */
  readonly restart: () => Promise<TestCloud>;
}

/** Starts a local cloud on a free port with a temporary data folder, which `close` removes. */
export async function createTestCloud(options: Partial<StartCloudOptions> = {}): Promise<TestCloud> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "millrace-test-"));
  const logged: string[] = [];
  const running = await startCloud({
    port: 0,
    durability: "normal",
    log: (line) => logged.push(line),
    ...options,
    dataFolder,
  });
  return {
    ...running,
    dataFolder,
    logged,
    clientConfig: {
      region: "us-east-1",
      endpoint: running.endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      forcePathStyle: true,
      disableHostPrefix: true,
    },
    async close() {
      await running.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
    async restart() {
      await running.close();
      return createTestCloud({ ...options, fresh: false, dataFolder });
    },
  };
}
