/// <reference lib="dom" />
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectFolder, type DeployedApp, deployReferenceApp } from "../support/deployed-app.ts";
import { hasTool } from "../support/required-tool.ts";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

// A browser without a network must not look for one.
const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const screenshots = join(projectFolder, "test-results");

const isShown = async (locator: Locator): Promise<boolean> => {
  await locator.first().waitFor({ timeout: 60_000 });
  return locator.first().isVisible();
};

describe.skipIf(!hasTool(executablePath))("the console in a browser", () => {
  let app: DeployedApp;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    app = await deployReferenceApp();
    browser = await chromium.launch({ executablePath, args: browserArguments });
    page = await browser.newPage({ viewport: { width: 1380, height: 1000 } });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const console = (path: string): string => `${app.running.endpoint}/_millrace${path}`;

  it("says what to do while nothing has run", async () => {
    await page.goto(console("/"));
    expect(await isShown(page.getByText("Nothing has run yet"))).toBe(true);
  });

  it("uploads a file that is dropped on a bucket", async () => {
    await page.goto(console("/buckets"));
    await page.getByRole("link", { name: "landing", exact: true }).click();
    const hint = page.getByRole("note");
    await hint.getByText("No workflow listens to this folder").waitFor();
    // As a person types it: without the slash.
    await page.getByLabel("into the folder").fill("birdstrikes");
    await hint.getByText("birdstrikes/*.csv starts ingest-birdstrikes").waitFor();
    const text = readFileSync(join(projectFolder, "node_modules/vega-datasets/data/birdstrikes.csv"), "utf8");
    const transfer = await page.evaluateHandle((content) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([content], "dropped.csv", { type: "text/csv" }));
      dropped.items.add(new File(["notes"], "notes.txt", { type: "text/plain" }));
      return dropped;
    }, text);
    await page.dispatchEvent("[aria-label=Upload]", "drop", { dataTransfer: transfer });
    expect(await isShown(page.getByText("birdstrikes/dropped.csv uploaded; starts ingest-birdstrikes"))).toBe(true);
    const reason = 'does not start ingest-birdstrikes: detail.object.key is "birdstrikes/notes.txt"';
    expect(await isShown(page.getByText(`birdstrikes/notes.txt uploaded; ${reason}`))).toBe(true);
    await page.screenshot({ path: join(screenshots, "bucket.png") });
  });

  it("shows the execution's graph turn green as it runs", async () => {
    await page.getByRole("link", { name: "Executions" }).click();
    const row = page.getByRole("row").filter({ hasText: "ingest-birdstrikes" }).first();
    await row.getByRole("link", { name: "birdstrikes/dropped.csv" }).click();
    expect(await isShown(page.locator('[data-state="CheckRows"][data-status="succeeded"]'))).toBe(true);
    expect(await isShown(page.getByRole("heading", { level: 1 }).getByText("Succeeded"))).toBe(true);
    const edge = (name: string): Locator => page.locator(`.react-flow__edge[aria-label="${name}"]`);
    expect(await edge("from InspectFile to CheckRows, taken 1×").count()).toBe(1);
    expect(await edge("from CheckRows to QuarantineFile, not taken").count()).toBe(1);
  });

  it("opens a state's input and output", async () => {
    await page.locator('[data-state="CheckRows"]').click();
    const output = page.getByRole("region", { name: "Output" });
    await output.waitFor();
    expect(await output.innerText()).toContain("good");
    await page.screenshot({ path: join(screenshots, "execution.png"), fullPage: true });
  });

  it("lists executions of both workflows and filters them by the address", async () => {
    await page.goto(console("/?workflow=report-quality&status=SUCCEEDED"));
    await page.getByRole("row").filter({ hasText: "report-quality" }).first().waitFor({ timeout: 60_000 });
    expect(await page.getByRole("row").filter({ hasText: "ingest-birdstrikes" }).count()).toBe(0);
    await page.screenshot({ path: join(screenshots, "executions.png") });
  });

  it("previews the Parquet file and the report in the lake", async () => {
    const lake = app.buckets.get("lake") ?? "";
    await page.goto(console(`/buckets?bucket=${lake}&prefix=birdstrikes/`));
    await page
      .getByRole("link", { name: /\.parquet$/ })
      .first()
      .click();
    const header = page.getByRole("region", { name: "Preview" }).getByRole("columnheader");
    expect(await isShown(header)).toBe(true);
    await page.screenshot({ path: join(screenshots, "parquet.png") });
  });

  it("tells what the events started, and which rules do not take one and why", async () => {
    await page.goto(console("/events"));
    const uploaded = page.getByRole("row").filter({ hasText: "aws.s3" }).filter({ hasText: "ingest-birdstrikes" });
    await uploaded.first().getByRole("button", { name: "Object Created" }).click();
    expect(await isShown(page.getByText('"birdstrikes/dropped.csv"'))).toBe(true);
    await page.getByRole("link", { name: "Schedules" }).click();
    expect(await isShown(page.getByText("Nothing starts by the clock"))).toBe(true);
  });

  it("says so of an address that it does not have", async () => {
    await page.goto(console("/nowhere"));
    expect(await isShown(page.getByRole("heading", { name: "Not found" }))).toBe(true);
  });

  it.each(["/", "/buckets", "/events"])("cuts nothing off on a narrow screen: %s", async (path) => {
    const narrow = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await narrow.goto(console(path));
    await narrow
      .getByText({ "/": "birdstrikes/dropped.csv", "/buckets": "landing", "/events": "Object Created" }[path] ?? "")
      .first()
      .waitFor();
    const cut = await narrow.evaluate(() =>
      [...document.querySelectorAll("body, td, th, li, .card")]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(cut).toEqual([]);
    await narrow.close();
  });

  it("causes no error in the browser", () => {
    expect(problems).toEqual([]);
  });
});
