import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execFileSync, spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientEnvironment, conflictingVariables, environmentFor } from "../../src/cli/client-environment.ts";
import { writeServerFile } from "../../src/cli/server-file.ts";

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
  version: string;
};
const bin = join(import.meta.dirname, "../../bin/millrace.js");

describe("the CLI", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "millrace-cli-"));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: "utf8" });
    return { status, stdout, stderr };
  };

  it("lists its commands with --help", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    for (const command of ["start", "env", "compile", "simulate", "match"]) expect(stdout).toContain(`  ${command} `);
  });

  it.each(["start", "env", "compile", "simulate", "match"])("explains %s with --help", (command) => {
    const { status, stdout, stderr } = run(command, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("usage: ");
  });

  it("prints its version", () => {
    expect(run("--version")).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  it("rejects an unknown command and an unknown option with exit code 2", () => {
    expect(run("strat")).toMatchObject({ status: 2, stderr: expect.stringContaining('no command "strat"') });
    expect(run("env", "--unsett")).toMatchObject({ status: 2, stderr: expect.stringContaining("--unsett") });
    expect(run("start", "--port", "many")).toMatchObject({ status: 2, stderr: expect.stringContaining("got many") });
  });

  it("says what is missing in a folder without an app, with exit code 1", () => {
    const { status, stderr } = run("start");
    expect(status).toBe(1);
    expect(stderr).toContain("there is no cdk.json");
    expect(stderr).toContain("fix: ");
  });

  it("says where a local cloud already runs instead of starting a second one there", () => {
    const other = mkdtempSync(join(folder, "app-"));
    writeFileSync(join(other, "cdk.json"), "{}");
    mkdirSync(join(other, ".millrace"));
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(other, "node_modules"));
    writeServerFile(join(other, ".millrace"), { endpoint: "http://127.0.0.1:4577", pid: process.pid });
    const { status, stderr } = spawnSync(process.execPath, [bin, "start"], { cwd: other, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain(`already runs in this folder, at http://127.0.0.1:4577 (process ${process.pid})`);
  });

  it("env says so if no local cloud runs here", () => {
    expect(run("env")).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("npx millrace start") });
  });

  it("env prints what points a shell at the running cloud, and --unset takes it back", () => {
    const data = join(folder, ".millrace");
    execFileSync("mkdir", ["-p", data]);
    writeServerFile(data, { endpoint: "http://127.0.0.1:4577", pid: process.pid });
    const script = `export AWS_PROFILE=real AWS_SESSION_TOKEN=t AWS_ENDPOINT_URL_SNS=real; eval "$(${process.execPath} ${bin} env)"; env; echo ---; eval "$(${process.execPath} ${bin} env --unset)"; env`;
    const [set = "", unset = ""] = execFileSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" }).split(
      "---\n",
    );
    expect(set).toContain("AWS_ENDPOINT_URL=http://127.0.0.1:4577\n");
    expect(set).not.toContain("AWS_PROFILE");
    expect(set).not.toContain("AWS_SESSION_TOKEN");
    expect(set).not.toContain("AWS_ENDPOINT_URL_SNS");
    expect(unset).not.toContain("AWS_ENDPOINT_URL");
    writeFileSync(join(data, "server.json"), "not JSON");
    expect(run("env").status).toBe(1);
  });
});

describe("the environment of a child", () => {
  it("has nothing that leads to a real account", () => {
    const base = {
      PATH: "/bin",
      AWS_ACCESS_KEY_ID: "AKIAREAL",
      ...Object.fromEntries(conflictingVariables.map((name) => [name, "real"])),
      AWS_ENDPOINT_URL_DYNAMODB: "real",
      AWS_ENDPOINT_URL_SOMETHING_NEW: "real",
    };
    const environment = environmentFor("http://127.0.0.1:1", base);
    expect(environment).toEqual({ PATH: "/bin", ...clientEnvironment("http://127.0.0.1:1") });
    expect(environment["AWS_ACCESS_KEY_ID"]).toBe("test");
  });
});
