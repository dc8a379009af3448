import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createConsoleHandler } from "../../../src/local/console/console-handler.ts";
import { sendRaw } from "../../support/send-raw.ts";
import { createTestCloud } from "../../support/test-cloud.ts";
import type { TestCloud } from "../../support/test-cloud.ts";

describe("the console's server", () => {
  let cloud: TestCloud;
  let folder: string;
  let subscribers = 0;
  const port = (): number => Number(new URL(cloud.endpoint).port);
  const get = (path: string) => sendRaw(port(), { line: `GET ${path}`, headers: {}, body: "" });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "millrace-console-"));
    mkdirSync(join(folder, "console", "assets"), { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(folder, "console", "index.html"), "<!doctype html>");
    writeFileSync(join(folder, "console", "assets", "app.js"), "app()");
    subscribers = 0;
    cloud = await createTestCloud({
      createConsole: (running) => createConsoleHandler(counting(running), join(folder, "console")),
    });
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const counting = (running: TestCloud["cloud"]): TestCloud["cloud"] => ({
    ...running,
    subscribe(listener) {
      subscribers += 1;
      const unsubscribe = running.subscribe(listener);
      return () => {
        subscribers -= 1;
        unsubscribe();
      };
    },
  });

  it("serves its own files and no others", async () => {
    expect((await get("/_millrace/assets/app.js")).body).toBe("app()");
    for (const path of [
      "/_millrace/assets/../../secret.txt",
      "/_millrace/assets/..%2f..%2fsecret.txt",
      "/_millrace/assets/%2e%2e/%2e%2e/secret.txt",
      "/_millrace/assets/..%5c..%5csecret.txt",
      "/_millrace/assets/%00",
      "/_millrace/assets/%ff",
      "/_millrace/assets/",
    ]) {
      expect((await get(path)).body).not.toContain("secret");
    }
    expect((await get("/_millrace/../secret.txt")).body).not.toContain("secret");
  });

  it.skipIf(process.getuid?.() === 0)("outlives a file that it may not read", async () => {
    chmodSync(join(folder, "console", "assets", "app.js"), 0);
    await get("/_millrace/assets/app.js");
    expect((await get("/_millrace/")).status).toBe(200);
  });

  it("answers 404 to an API that there is not, whatever its name", async () => {
    for (const name of ["constructor", "__proto__", "toString", "", "%"]) {
      expect((await get(`/_millrace/api/${name}`)).status).toBe(404);
    }
  });

  it("forgets a reader of changes who goes away", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port(), "127.0.0.1", () => {
        socket.write(`GET /_millrace/api/changes HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
      });
      socket.once("data", () => {
        expect(subscribers).toBe(1);
        socket.destroy();
        resolve();
      });
    });
    await expect.poll(() => subscribers).toBe(0);
  });

  it("cuts off a reader of changes who does not read", async () => {
    const socket = connect(port(), "127.0.0.1").on("error", () => undefined);
    socket.write(`GET /_millrace/api/changes HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.once("data", () => resolve()));
    socket.pause();
    for (let index = 0; index < 200; index += 1) {
      cloud.cloud.notify("bucket", "x".repeat(100_000));
      await new Promise(setImmediate);
    }
    await expect.poll(() => subscribers).toBe(0);
    socket.destroy();
  });

  it("stops although readers of changes are connected", async () => {
    const socket = connect(port(), "127.0.0.1").on("error", () => undefined);
    socket.write(`GET /_millrace/api/changes HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.once("data", () => resolve()));
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const started = performance.now();
    await cloud.close();
    await closed;
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
