import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCloud } from "#local";
import { atLeast, type BenchRow, median } from "../row.ts";
import { createPowerfulRole, root } from "./stand-ins.ts";

// StartExecution over HTTP, accepted on disk, beside an endpoint that reads JSON and answers JSON and does nothing else.

const requests = 2000;
const atOnce = 32;
const rounds = 5;

export async function startExecutionRows(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "millrace-bench-"));
  const { cloud, endpoint, close } = await startCloud({ dataFolder: folder, port: 0, log: () => undefined });
  const bare = await bareEndpoint();
  try {
    const roleArn = await createPowerfulRole(cloud, "states.amazonaws.com");
    const { stateMachineArn } = await cloud.call<{ stateMachineArn: string }>(
      "states",
      "CreateStateMachine",
      {
        name: "bench",
        roleArn,
        definition: JSON.stringify({ StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 99_999, End: true } } }),
      },
      root,
    );
    const body = JSON.stringify({ stateMachineArn, input: JSON.stringify({ id: "order-1", total: 42 }) });
    const [ours, anchor]: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      const rates = [await requestsPerSecond(endpoint, body), await requestsPerSecond(bare.endpoint, body)] as const;
      // The first round warms up.
      if (round === 0) continue;
      ours.push(rates[0]);
      anchor.push(rates[1]);
    }
    const rates = { ours: Math.round(median(ours)), anchor: Math.round(median(anchor)) };
    const metric = "StartExecution over HTTP, requests/s";
    return [atLeast(0.3, { metric, ...rates, anchorName: "a bare node:http JSON endpoint" })];
  } finally {
    await bare.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bareEndpoint(): Promise<{ endpoint: string; close: () => Promise<void> }> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { stateMachineArn } = JSON.parse(Buffer.concat(chunks).toString()) as { stateMachineArn: string };
      const answer = JSON.stringify({ executionArn: `${stateMachineArn}:1`, startDate: Date.now() / 1000 });
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
      response.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

async function requestsPerSecond(endpoint: string, body: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let left = requests;
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await post(endpoint, body, agent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const rate = requests / ((performance.now() - begin) / 1000);
  agent.destroy();
  return rate;
}

function post(endpoint: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, {
      method: "POST",
      agent,
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "AWSStepFunctions.StartExecution",
        authorization:
          "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0",
      },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    outgoing.end(body);
  });
}
