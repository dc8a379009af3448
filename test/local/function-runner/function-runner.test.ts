import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/local/clock.ts";
import { createFunctionRunner } from "../../../src/local/function-runner/index.ts";
import type {
  ColdStart,
  FunctionRunner,
  FunctionSpec,
  InvocationResult,
  RunnerHost,
} from "../../../src/local/function-runner/index.ts";

let folder: string;
let runner: FunctionRunner;
let logged: string[];
let coldStarts: ColdStart[];
let ids: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "millrace-runner-"));
  logged = [];
  coldStarts = [];
  ids = 0;
  runner = createFunctionRunner(hostOfTests());
});

function hostOfTests(): RunnerHost {
  return {
    region: "us-east-1",
    endpoint: () => "http://127.0.0.1:4566",
    temporaryFolder: join(folder, "tmp"),
    now: systemClock.now,
    at: systemClock.at,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    credentials: () => ({
      accessKeyId: "AK",
      secretAccessKey: "SK",
      sessionToken: "ST",
      expiresAt: Date.now() + 3_600_000,
    }),
    openLog:
      ({ logGroupName: group, logStreamName: stream }) =>
      (lines) => {
        for (const line of lines) logged.push(`${group} ${stream} ${line}`);
      },
    recordColdStart: (coldStart) => coldStarts.push(coldStart),
  };
}

afterEach(async () => {
  await runner.close();
  rmSync(folder, { recursive: true, force: true });
});

function deploy(source: string, changes: Partial<FunctionSpec> = {}, file = "index.mjs"): FunctionSpec {
  const codeFolder = mkdtempSync(join(folder, "code-"));
  mkdirSync(dirname(join(codeFolder, file)), { recursive: true });
  writeFileSync(join(codeFolder, file), source);
  return {
    functionName: "f",
    version: "$LATEST",
    revision: codeFolder,
    runtime: "nodejs24.x",
    handler: "index.handler",
    codeFolder,
    bundleKb: 1,
    modulePaths: [],
    memoryMb: 128,
    timeoutSeconds: 3,
    variables: {},
    roleArn: "arn:aws:iam::000000000000:role/r",
    logGroupName: "/aws/lambda/f",
    logFormat: "Text",
    logLevel: "INFO",
    ...changes,
  };
}

function invoke(
  spec: FunctionSpec,
  payload: unknown = {},
  clientContext?: string,
  isNested = false,
): Promise<InvocationResult> {
  return runner.invoke(spec, {
    requestId: `request-${++ids}`,
    payload: JSON.stringify(payload),
    invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
    clientContext,
    isNested,
  });
}

const asProcess = (): Partial<FunctionSpec> => ({ modulePaths: [join(folder, "layer")] });

describe.each([
  ["thread", (): Partial<FunctionSpec> => ({})],
  ["process", asProcess],
])("a function in a %s", (_kind, how) => {
  it("gives its result, with a complete context and an environment of its own", async () => {
    const source = `export const handler = async (event, context) => ({
      event, context, remaining: context.getRemainingTimeInMillis(),
      environment: process.env,
    })`;
    const spec = deploy(source, { ...how(), variables: { TABLE: "t" } });
    const result = await invoke(spec, { a: 1 }, '{"execution":"e"}');
    expect(result.isError).toBe(false);
    const { event, context, remaining, environment } = JSON.parse(result.payload);
    expect(event).toEqual({ a: 1 });
    expect(context).toMatchObject({
      functionName: "f",
      functionVersion: "$LATEST",
      memoryLimitInMB: "128",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:f",
      logGroupName: "/aws/lambda/f",
      clientContext: { execution: "e" },
    });
    expect(context.awsRequestId).toMatch(/^request-/);
    expect(context.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/);
    expect(remaining).toBeGreaterThan(1000);
    expect(remaining).toBeLessThanOrEqual(3000);
    expect(environment).toMatchObject({
      TABLE: "t",
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      AWS_SESSION_TOKEN: "ST",
      AWS_LAMBDA_FUNCTION_NAME: "f",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    });
    expect(environment).not.toHaveProperty("VITEST");
    expect(environment.TMPDIR.startsWith(folder)).toBe(true);
  });

  it("writes an error that it throws as Lambda's runtime does", async () => {
    const spec = deploy(
      `class UnreadableFile extends Error { name = "UnreadableFile" }
       export const handler = async () => { throw new UnreadableFile("no header") }`,
      how(),
    );
    const result = await invoke(spec);
    expect(result.isError).toBe(true);
    const envelope = JSON.parse(result.payload);
    expect(envelope).toMatchObject({ errorType: "UnreadableFile", errorMessage: "no header" });
    expect(envelope.trace[1]).toMatch(/^ {4}at /);
  });

  it("stays warm: a second invocation meets the same module", async () => {
    const spec = deploy(`let calls = 0; export const handler = async () => ++calls`, how());
    expect((await invoke(spec)).payload).toBe("1");
    expect((await invoke(spec)).payload).toBe("2");
    expect(coldStarts).toHaveLength(1);
    expect(coldStarts[0]).toMatchObject({ functionName: "f", bundleKb: 1 });
    expect(coldStarts[0]?.initMs).toBeGreaterThan(0);
  });

  it("logs what it prints, in order, between START and REPORT", async () => {
    const spec = deploy(
      `export const handler = async () => { console.log("a", { b: 1 }); process.stdout.write("raw\\n"); console.error("c") }`,
      how(),
    );
    const { log, payload } = await invoke(spec);
    expect(payload).toBe("null");
    const [start, first, raw, second, end, report] = log.split("\n");
    expect(start).toMatch(/^START RequestId: request-\d+ Version: \$LATEST$/);
    expect(first).toMatch(/^\d{4}-.*Z\trequest-\d+\tINFO\ta \{ b: 1 \}$/);
    expect(raw).toBe("raw");
    expect(second).toMatch(/\tERROR\tc$/);
    expect(end).toMatch(/^END RequestId: /);
    expect(report).toMatch(
      /^REPORT RequestId: .*\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t.*Init Duration: /,
    );
    expect(logged).toHaveLength(6);
    expect(logged[2]).toMatch(/^\/aws\/lambda\/f \d{4}\/.* raw\n$/);
  });

  it("is ended when its time is over, and the next invocation starts anew", async () => {
    const spec = deploy(
      `let calls = 0; export const handler = async (event) => { calls++; while (event.hang); return calls }`,
      {
        ...how(),
        timeoutSeconds: 1,
      },
    );
    expect((await invoke(spec)).payload).toBe("1");
    const result = await invoke(spec, { hang: true });
    expect(result.isError).toBe(true);
    const envelope = JSON.parse(result.payload);
    expect(envelope.errorType).toBe("Sandbox.Timedout");
    expect(envelope.errorMessage).toMatch(/^RequestId: request-\d+ Error: Task timed out after 1\.00 seconds$/);
    expect(result.log).toMatch(/^\d{4}-.*Z request-\d+ Task timed out after 1\.00 seconds$/m);
    expect((await invoke(spec)).payload).toBe("1");
  });

  it("answers Runtime.ExitError when it ends its process", async () => {
    const spec = deploy(`export const handler = async () => process.exit(3)`, how());
    const result = await invoke(spec);
    expect(JSON.parse(result.payload)).toEqual({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/^RequestId: request-\d+ Error: Runtime exited with error: exit status 3$/),
    });
  });

  it("answers the error that nobody awaited", async () => {
    const spec = deploy(
      `export const handler = () => new Promise(() => { setTimeout(() => { throw new TypeError("late") }, 1) })`,
      how(),
    );
    expect(JSON.parse((await invoke(spec)).payload)).toMatchObject({ errorType: "TypeError", errorMessage: "late" });
    const rejecting = deploy(
      `export const handler = () => new Promise(() => { Promise.reject(new Error("lost")) })`,
      how(),
    );
    expect(JSON.parse((await invoke(rejecting)).payload)).toMatchObject({
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: "Error: lost",
    });
  });
});

describe("loading a handler", () => {
  const errorOf = async (spec: FunctionSpec): Promise<unknown> => JSON.parse((await invoke(spec)).payload);

  it("rejects a missing file, a missing package, bad syntax and a missing export by Lambda's names", async () => {
    expect(await errorOf(deploy("", { handler: "other.handler" }))).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: "Error: Cannot find module 'other'",
    });
    expect(await errorOf(deploy(`import "not-installed"; export const handler = 1`))).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringContaining("not-installed"),
    });
    expect(await errorOf(deploy(`export const handler = (`))).toMatchObject({
      errorType: "Runtime.UserCodeSyntaxError",
    });
    expect(await errorOf(deploy(`export const other = 1`))).toMatchObject({
      errorType: "Runtime.HandlerNotFound",
      errorMessage: "index.handler is undefined or not exported",
    });
    expect(await errorOf(deploy(`throw new RangeError("at load")`))).toMatchObject({
      errorType: "RangeError",
      errorMessage: "at load",
    });
  });

  it("leaves out lines below the log level of a JSON log, and none of a text log", async () => {
    const source = `export const handler = async () => { console.debug("fine"); console.log("plain"); console.error("grave") }`;
    const said = async (changes: Partial<FunctionSpec>): Promise<readonly string[]> => {
      const { log } = await invoke(deploy(source, changes));
      return ["fine", "plain", "grave"].filter((word) => log.includes(word));
    };
    expect(await said({ logFormat: "JSON", logLevel: "INFO" })).toEqual(["plain", "grave"]);
    expect(await said({ logFormat: "JSON", logLevel: "FATAL" })).toEqual([]);
    expect(await said({ logFormat: "Text", logLevel: "FATAL" })).toEqual(["fine", "plain", "grave"]);
  });

  it("finds CommonJS, nested files and nested exports", async () => {
    const source = `exports.api = { handler: async () => "here" }`;
    expect((await invoke(deploy(source, { handler: "lib/index.api.handler" }, "lib/index.cjs"))).payload).toBe(
      '"here"',
    );
  });

  it("finds a layer's packages through NODE_PATH", async () => {
    const layer = join(folder, "layer");
    mkdirSync(join(layer, "native-thing"), { recursive: true });
    writeFileSync(join(layer, "native-thing", "index.js"), `module.exports = "from the layer"`);
    const spec = deploy(
      `import { createRequire } from "node:module";
       const require = createRequire(import.meta.url);
       export const handler = async () => require("native-thing")`,
      { modulePaths: [layer] },
    );
    expect((await invoke(spec)).payload).toBe('"from the layer"');
  });

  it("rejects a callback handler on Node 24 and serves it on Node 22", async () => {
    const source = `export const handler = (event, context, callback) => { callback(null, "called") }`;
    expect(await errorOf(deploy(source))).toMatchObject({ errorType: "Runtime.CallbackHandlerDeprecated" });
    expect((await invoke(deploy(source, { runtime: "nodejs22.x" }))).payload).toBe('"called"');
  });
});

describe("environments", () => {
  it("serve one invocation at a time: overlapping ones get an environment each", async () => {
    const spec = deploy(
      `let busy = 0; export const handler = async () => { busy++; await new Promise((r) => setTimeout(r, 50)); return busy-- }`,
    );
    const results = await Promise.all([invoke(spec), invoke(spec), invoke(spec)]);
    expect(results.map(({ payload }) => payload)).toEqual(["1", "1", "1"]);
    expect(coldStarts).toHaveLength(3);
  });

  it("of an older revision serve no new invocation", async () => {
    const before = deploy(`export const handler = async () => "before"`);
    expect((await invoke(before)).payload).toBe('"before"');
    expect((await invoke(deploy(`export const handler = async () => "after"`))).payload).toBe('"after"');
    await runner.retire("f", "$LATEST", undefined);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("wait their turn beyond the limit", async () => {
    await runner.close();
    const narrow = createFunctionRunner(
      {
        region: "us-east-1",
        endpoint: () => "",
        temporaryFolder: join(folder, "tmp"),
        now: systemClock.now,
        at: systemClock.at,
        newId: () => `${++ids}`,
        credentials: () => ({ accessKeyId: "", secretAccessKey: "", sessionToken: "", expiresAt: Infinity }),
        openLog: () => () => undefined,
        recordColdStart: (coldStart) => coldStarts.push(coldStart),
      },
      { threads: 1, processes: 1, loading: 1 },
    );
    runner = narrow;
    const first = deploy(`export const handler = async () => "one"`);
    const other = deploy(`export const handler = async () => "two"`, { functionName: "g" });
    const results = await Promise.all([invoke(first), invoke(other), invoke(first)]);
    expect(results.map(({ payload }) => payload)).toEqual(['"one"', '"two"', '"one"']);
  });

  it("are as many as the limit at most, and a function that is invoked by a waiting one needs no place", async () => {
    await runner.close();
    runner = createFunctionRunner(hostOfTests(), { threads: 2, processes: 1, loading: 4 });
    const spec = deploy(
      `export const handler = async () => { await new Promise((r) => setTimeout(r, 30)); return process.env.AWS_LAMBDA_LOG_STREAM_NAME }`,
    );
    const results = await Promise.all(Array.from({ length: 8 }, () => invoke(spec)));
    expect(new Set(results.map(({ payload }) => payload)).size).toBeLessThanOrEqual(2);

    // Every place is taken by a function that waits for another.
    const inner = deploy(`export const handler = async () => "inner"`, { functionName: "inner" });
    const released = join(folder, "released");
    const held = deploy(
      `import { existsSync } from "node:fs";
      export const handler = async () => { while (!existsSync(${JSON.stringify(released)})) await new Promise((r) => setTimeout(r, 10)) }`,
      { functionName: "held" },
    );
    const outers = [invoke(held), invoke(held)];
    const begun = (): number => coldStarts.filter(({ functionName }) => functionName === "held").length;
    await expect.poll(begun, { timeout: 30_000 }).toBe(2);
    expect(await invoke(inner, {}, undefined, true)).toMatchObject({ payload: '"inner"' });
    writeFileSync(released, "");
    await Promise.all(outers);
  });

  it("leave no thread and no folder behind when the runner closes, busy or not", async () => {
    const hanging = invoke(deploy(`export const handler = () => new Promise(() => { setInterval(() => {}, 1000) })`));
    await expect.poll(() => logged.length).toBeGreaterThan(0);
    await runner.close();
    expect(JSON.parse((await hanging).payload)).toMatchObject({ errorType: "Runtime.ExitError" });
    expect(existsSync(join(folder, "tmp")) ? readdirSync(join(folder, "tmp")) : []).toEqual([]);
  });
});

it.runIf(process.platform === "linux")(
  "a function's process has a group of its own, so that Ctrl+C in the terminal does not reach it",
  async () => {
    const source = `import { readFileSync } from "node:fs";
  export const handler = async () => ({ group: readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ")[2], own: process.pid })`;
    const { payload } = await invoke(deploy(source, asProcess()));
    const { group, own } = JSON.parse(payload) as { group: string; own: number };
    expect(Number(group)).toBe(own);
  },
);

it("ends every invocation before it is closed, and takes no more", async () => {
  const spec = deploy(
    `export const handler = async () => { console.log("begun"); await new Promise(() => setInterval(() => {}, 1000)) }`,
  );
  const ended = invoke(spec).then(({ payload }) => payload);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await runner.close();
  const written = logged.length;
  expect(await ended).toContain("Runtime.ExitError");
  expect(logged).toHaveLength(written);
  expect(logged.at(-1)).toContain("REPORT");
  await expect(invoke(spec)).rejects.toMatchObject({ code: "ServiceUnavailable" });
});
