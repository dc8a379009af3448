import type {
  DescribeExecutionOutput,
  DescribeMapRunOutput,
  ListExecutionsOutput,
  ListMapRunsOutput,
} from "@aws-sdk/client-sfn";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { MillraceApp } from "millrace/cdk";
import { readExecution } from "#local";
import { readObject } from "../../src/local/services/s3/read-object.ts";
import type { ServiceName } from "../../src/local/service.ts";
import { settledStack } from "../local/cloudformation/settled-stack.ts";
import { createTestCloud, type TestCloud } from "../support/test-cloud.ts";

// A file of a thousand rows is uploaded, and a workflow works through it: with the rights of its own role and no others.

interface Statement {
  readonly Action: string | readonly string[];
}

interface PolicyDocument {
  readonly Statement?: readonly Statement[];
}

interface Resource {
  readonly Type: string;
  readonly Properties: { PolicyDocument?: PolicyDocument; Policies?: { PolicyDocument: PolicyDocument }[] };
}

type Body = { readonly Resources: Readonly<Record<string, Resource>> };

const root = { kind: "root" } as const;
const rootFolder = join(import.meta.dirname, "fixtures", "imports");
let stack: Stack;
let body: Body;
let cloud: TestCloud;

const call = <Output = object>(service: ServiceName, operation: string, input: object): Promise<Output> =>
  cloud.cloud.call<Output>(service, operation, input, root);

beforeAll(async () => {
  stack = new Stack(new App(), "Imports");
  const { node } = new MillraceApp(stack, "App", { name: "imports", rootFolder });
  const { Parameters: _parameters, Rules: _rules, ...own } = Template.fromStack(Stack.of(node.scope ?? stack)).toJSON();
  body = own as unknown as Body;
  cloud = await createTestCloud();
});

afterAll(() => cloud.close());

interface Deployed {
  readonly inbox: string;
  readonly lake: string;
  readonly stateMachineArn: string;
}

/** Deploys the stack; where an action is named, without the state machine's right to it. */
async function deploy(operation: "CreateStack" | "UpdateStack", without?: string): Promise<Deployed> {
  const resources = structuredClone(body.Resources);
  for (const [id, { Properties }] of Object.entries(resources)) {
    // The role of the trigger has the right to start the first execution.
    if (id.includes("Trigger")) continue;
    for (const holder of [Properties, ...(Properties.Policies ?? [])]) {
      const statements = holder.PolicyDocument?.Statement?.map(({ Action, ...others }) => ({
        ...others,
        Action: [Action].flat().filter((action) => action !== without),
      }));
      const Statement = statements?.filter(({ Action }) => Action.length > 0);
      if (Statement !== undefined) holder.PolicyDocument = { ...holder.PolicyDocument, Statement };
    }
  }
  const TemplateBody = JSON.stringify({ ...body, Resources: resources });
  const StackName = "imports";
  await call("cloudformation", operation, { StackName, TemplateBody, Capabilities: ["CAPABILITY_IAM"] });
  const { StackStatus, Outputs = [] } = await settledStack(cloud.cloud, StackName);
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(StackStatus ?? "")) throw new Error(`the stack is ${StackStatus}`);
  const output = (name: string): string => Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? "";
  return {
    inbox: output("InboxBucketName"),
    lake: output("LakeBucketName"),
    stateMachineArn: output("ImportOrdersStateMachineArn"),
  };
}

/** Uploads a file of rows, of which some are bad, and waits for what comes of it. */
async function importRows({ inbox, stateMachineArn }: Deployed, rows: number, bad: readonly number[]) {
  const lines = Array.from({ length: rows }, (_, row) => `o-${row},${bad.includes(row) ? "free" : row * 100}`);
  const Body = Buffer.from(["id,cents", ...lines, ""].join("\n"));
  const list = async () =>
    (await call<ListExecutionsOutput>("states", "ListExecutions", { stateMachineArn })).executions ?? [];
  const before = (await list()).length;
  await call("s3", "PutObject", { Bucket: inbox, Key: "orders/empty.txt", Body: Buffer.from("") });
  await call("s3", "PutObject", { Bucket: inbox, Key: "orders/may.csv", Body });
  return vi.waitFor(
    async () => {
      const [{ executionArn } = {}, ...older] = await list();
      expect(older).toHaveLength(before);
      const found = await call<DescribeExecutionOutput>("states", "DescribeExecution", { executionArn });
      expect(found.status).not.toBe("RUNNING");
      return found;
    },
    { timeout: 30_000, interval: 100 },
  );
}

describe("a workflow over the rows of a file", () => {
  it("leaves cdk-nag's AwsSolutions pack nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });

  it("runs a child execution for each of a thousand, and writes what they gave", async () => {
    const deployed = await deploy("CreateStack");
    const { executionArn, output, status, cause } = await importRows(deployed, 1_000, [17, 900]);
    expect([status, cause]).toEqual(["SUCCEEDED", undefined]);
    const { manifest, sizes } = JSON.parse(output ?? "null") as { readonly manifest: string; readonly sizes: unknown };
    // The empty file's child failed, which is tolerated: it has no result.
    expect(sizes).toEqual([["orders/may.csv", expect.any(Number)]]);

    const { mapRuns = [] } = await call<ListMapRunsOutput>("states", "ListMapRuns", { executionArn });
    const described = await Promise.all(
      mapRuns.map(({ mapRunArn }) => call<DescribeMapRunOutput>("states", "DescribeMapRun", { mapRunArn })),
    );
    const rows = described.find(({ maxConcurrency }) => maxConcurrency === 100);
    expect(rows).toMatchObject({
      status: "SUCCEEDED",
      toleratedFailurePercentage: 1,
      itemCounts: { total: 1_000, succeeded: 998, failed: 2, pending: 0, running: 0 },
    });
    expect(described).toHaveLength(2);
    const { executions: failed = [] } = await call<ListExecutionsOutput>("states", "ListExecutions", {
      mapRunArn: rows?.mapRunArn,
      statusFilter: "FAILED",
    });
    expect(failed).toHaveLength(2);
    const child = await call<DescribeExecutionOutput>("states", "DescribeExecution", {
      executionArn: failed[0]?.executionArn,
    });
    expect(child).toMatchObject({ error: "BadRow", cause: 'orders/may.csv: row 900 costs "free"' });

    // As the console shows them.
    const shown = await readExecution(cloud.cloud, executionArn ?? "");
    expect(shown).toMatchObject({ workflow: "import-orders", parentArn: null });
    expect(shown.mapRuns.map(({ label, status, items }) => [label, status, items.SUCCEEDED, items.FAILED])).toEqual([
      ["ForEachRow", "SUCCEEDED", 998, 2],
      ["ForEachObject", "SUCCEEDED", 1, 1],
    ]);
    const [first, , third] = shown.mapRuns[0]?.children ?? [];
    expect([first?.outcome, third?.outcome]).toEqual(["BadRow", expect.stringContaining("euros")]);
    expect(await readExecution(cloud.cloud, first?.arn ?? "")).toMatchObject({
      workflow: "import-orders/ForEachRow",
      parentArn: executionArn,
      mapRuns: [],
    });

    const read = async <Content>(Key: string): Promise<Content> =>
      JSON.parse((await readObject(cloud.cloud, { Bucket: deployed.lake, Key }, root)).toString()) as Content;
    const { ResultFiles } = await read<{ readonly ResultFiles: Readonly<Record<string, readonly { Key: string }[]>> }>(
      manifest,
    );
    const succeeded = await read<readonly { readonly Output: string }[]>(ResultFiles["SUCCEEDED"]?.[0]?.Key ?? "");
    expect(succeeded).toHaveLength(998);
    expect(JSON.parse(succeeded.at(-1)?.Output ?? "")).toEqual({ id: "o-999", euros: 999 });
    expect(await read(ResultFiles["FAILED"]?.[0]?.Key ?? "")).toMatchObject([{ Error: "BadRow" }, { Error: "BadRow" }]);
  });

  it.each([
    ["states:StartExecution", "States.Permissions"],
    ["s3:GetObject", "States.ItemReaderFailed"],
    ["s3:PutObject", "States.ResultWriterFailed"],
  ])("fails without the right to %s, with %s", async (action, error) => {
    const deployed = await deploy("UpdateStack", action);
    expect(await importRows(deployed, 3, [])).toMatchObject({
      status: "FAILED",
      error,
      cause: expect.stringContaining(action),
    });
  });
});
