import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRandom, implementedOperations, randomRequest } from "../support/random-requests.ts";
import type { RandomRequest } from "../support/random-requests.ts";
import { sendBytes, sendRaw } from "../support/send-raw.ts";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";

// `FUZZ_SECONDS=600 FUZZ_SEED=7 npx vitest run test/protocol/fuzz.test.ts` goes on for as long as wanted.
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);
const firstSeed = Number(process.env["FUZZ_SEED"] ?? 1);
const fewest = 600;

describe("the protocol layer under random requests", () => {
  let cloud: TestCloud;
  const crashes: unknown[] = [];
  const onCrash = (error: unknown): number => crashes.push(error);
  beforeEach(async () => {
    cloud = await createTestCloud();
    process.on("uncaughtException", onCrash).on("unhandledRejection", onCrash);
    await sendRaw(portOf(cloud), { line: "PUT /bucket", headers: {}, body: "" });
  });
  afterEach(async () => {
    process.off("uncaughtException", onCrash).off("unhandledRejection", onCrash);
    await cloud.close();
  });

  it(
    "neither crashes, hangs nor fails on its own part",
    async () => {
      const targets = await implementedOperations(cloud.services);
      const failures: string[] = [];
      const until = Date.now() + seconds * 1000;
      for (let seed = firstSeed; seed < firstSeed + fewest || Date.now() < until; seed += 1) {
        const request = randomRequest(createRandom(seed), targets, portOf(cloud));
        const failure = await failureOf(cloud, request);
        if (failure !== undefined) failures.push(`seed ${seed}, ${request.name}: ${failure}`);
      }
      expect(failures).toEqual([]);
      expect(crashes).toEqual([]);
      expect((await sendRaw(portOf(cloud), { line: "HEAD /bucket", headers: {}, body: "" })).status).toBeLessThan(500);
    },
    (seconds + 30) * 1000,
  );
});

const portOf = (cloud: TestCloud): number => Number(new URL(cloud.endpoint).port);

async function failureOf(cloud: TestCloud, request: RandomRequest): Promise<string | undefined> {
  const before = cloud.logged.length;
  const answer = await sendBytes(portOf(cloud), request.bytes, request.isBroken);
  const internal = cloud.logged.slice(before).find((line) => line.startsWith("internal error"));
  if (internal !== undefined) return internal.split("\n").slice(0, 3).join(" ");
  if (answer.error === "timeout") return "no answer";
  if (answer.status === 0 && !request.isBroken) return `the connection broke: ${answer.error ?? "without a word"}`;
  return answer.status === 500 ? "500" : undefined;
}
