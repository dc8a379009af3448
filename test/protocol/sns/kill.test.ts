import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";

it("delivers every publish that was acknowledged before the process was killed", async () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), "millrace-sns-"));
  const script = path.resolve(import.meta.dirname, "publish-and-die.ts");
  const { signal } = spawnSync(process.execPath, [script, dataFolder, "40"], { stdio: "inherit" });
  expect(signal).toBe("SIGKILL");
  const cloud = await createTestCloud({ dataFolder });
  const undelivered = () => cloud.cloud.db.prepare("SELECT COUNT(*) AS count FROM sns_deliveries").get();
  await expect.poll(undelivered).toEqual({ count: 0 });
  const bodies = cloud.cloud.db.prepare("SELECT DISTINCT body FROM sqs_messages").all();
  expect(bodies).toHaveLength(40);
  await cloud.close();
});
