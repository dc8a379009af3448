import { execFile } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/local/clock.ts";
import { exchangeHttp } from "../../../src/local/http-calls/exchange-http.ts";

let server: Server;
let origin: string;
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
});

const request = () => ({ url: new URL(origin), method: "GET", headers: {}, body: undefined });
const limits = { timeoutMs: 5000, mostBytes: 10 };

describe("an exchange with somebody else's server", () => {
  it("takes the whole response, or its beginning where that is enough", async () => {
    answer = (_, response) => response.writeHead(201, "Made", { "x-a": "1" }).end("twelve bytes");
    const begun = await exchangeHttp(request(), systemClock, { ...limits, excess: "drop" });
    expect(begun).toMatchObject({ status: 201, statusText: "Made", headers: { "x-a": ["1"] } });
    await expect(exchangeHttp(request(), systemClock, { ...limits, excess: "fail" })).rejects.toMatchObject({
      problem: "too large",
    });
  });

  it("says why there is no response", async () => {
    answer = (_, response) => response.destroy();
    const exchange = (more: object) =>
      exchangeHttp({ ...request(), ...more }, systemClock, { ...limits, excess: "drop" });
    await expect(exchange({})).rejects.toMatchObject({ problem: "unreachable" });
    await expect(exchange({ headers: { a: "b\nc" } })).rejects.toMatchObject({ problem: "unsendable" });
    answer = () => {};
    const impatient = { ...limits, timeoutMs: 20, excess: "drop" } as const;
    await expect(exchangeHttp(request(), systemClock, impatient)).rejects.toMatchObject({ problem: "timeout" });
  });

  it("does not keep a process that has nothing else to do", async () => {
    const asked = Promise.withResolvers<void>();
    answer = () => asked.resolve();
    const module = pathToFileURL(resolve(import.meta.dirname, "../../../src/local/http-calls/exchange-http.ts")).href;
    const script = `
      import { exchangeHttp } from ${JSON.stringify(module)};
      const request = { url: new URL(${JSON.stringify(origin)}), method: "GET", headers: {}, body: undefined };
      const stopped = { now: () => 0, at: () => () => undefined };
      void exchangeHttp(request, stopped, { timeoutMs: 1, mostBytes: 1, excess: "drop" });
      await new Promise((done) => setTimeout(done, 300));
    `;
    const ended = new Promise((done) => {
      execFile(process.execPath, ["--input-type=module", "-e", script], { timeout: 4000 }, (error) => done(error));
    });
    await Promise.race([asked.promise, ended]);
    expect(await ended).toBeNull();
  });
});
