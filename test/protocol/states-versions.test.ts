import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  StartExecutionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { finished } from "../local/runtime/execute.ts";
import { roleArn } from "../local/runtime/stand-ins.ts";
import type { TestCloud } from "../support/test-cloud.ts";
import { openStates, states, type StatesClient } from "./states-client.ts";

let client: StatesClient;
let cloud: TestCloud;
let sfn: SFNClient;
let count = 0;
let machine: string;
let published: readonly (string | undefined)[];

const answering = (n: number): string => states({ Done: { Type: "Succeed", Output: n } });

beforeAll(async () => {
  client = await openStates();
  ({ cloud, sfn } = client);
});

/** A state machine of two versions, which answer 1 and 2. */
beforeEach(async () => {
  const request = { name: `versioned-${(count += 1)}`, roleArn, definition: answering(1), publish: true };
  const created = await sfn.send(new CreateStateMachineCommand(request));
  machine = created.stateMachineArn ?? "";
  const update = { stateMachineArn: machine, definition: answering(2), publish: true, versionDescription: "second" };
  const updated = await sfn.send(new UpdateStateMachineCommand(update));
  published = [created.stateMachineVersionArn, updated.stateMachineVersionArn];
});

afterAll(() => client.close());

const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "accepted",
    (error: Error) => `${error.name}: ${error.message}`,
  );

async function run(stateMachineArn: string) {
  const { executionArn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  await finished(cloud, executionArn);
  return await sfn.send(new DescribeExecutionCommand({ executionArn }));
}

const alias = (name: string, weights: readonly (readonly [version: number, weight: number])[]) => ({
  name,
  routingConfiguration: weights.map(([version, weight]) => ({
    stateMachineVersionArn: `${machine}:${version}`,
    weight,
  })),
});

it("keeps versions as they were published", async () => {
  expect(published).toEqual([`${machine}:1`, `${machine}:2`]);
  const first = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: `${machine}:1` }));
  expect(first).toMatchObject({ stateMachineArn: `${machine}:1`, definition: answering(1) });
  const second = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: `${machine}:2` }));
  expect(second).toMatchObject({ definition: answering(2), description: "second" });
  expect(await run(`${machine}:1`)).toMatchObject({
    output: "1",
    stateMachineArn: machine,
    stateMachineVersionArn: `${machine}:1`,
  });
  expect((await run(machine)).stateMachineVersionArn).toBeUndefined();
});

it("publishes a revision once, and only the one that was asked for", async () => {
  const again = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine }));
  expect(again.stateMachineVersionArn).toBe(`${machine}:2`);
  const other = sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine, revisionId: "INITIAL" }));
  expect(await refusal(other)).toMatch(
    /^ConflictException: Failed to publish the State Machine version for revision INITIAL\. /,
  );
});

it("lists versions newest first and never gives a number twice", async () => {
  const list = async () =>
    (await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: machine }))).stateMachineVersions?.map(
      ({ stateMachineVersionArn }) => stateMachineVersionArn,
    );
  expect(await list()).toEqual([`${machine}:2`, `${machine}:1`]);
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:2` }));
  const published = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine }));
  expect(published.stateMachineVersionArn).toBe(`${machine}:3`);
  expect(await list()).toEqual([`${machine}:3`, `${machine}:1`]);
});

it("routes executions of an alias to its versions by weight", async () => {
  const created = await sfn.send(new CreateStateMachineAliasCommand(alias("live", [[1, 100]])));
  const aliasArn = created.stateMachineAliasArn ?? "";
  expect(aliasArn).toBe(`${machine}:live`);
  expect(await run(aliasArn)).toMatchObject({
    output: "1",
    stateMachineAliasArn: aliasArn,
    stateMachineVersionArn: `${machine}:1`,
  });

  const { routingConfiguration } = alias("live", [
    [1, 0],
    [2, 100],
  ]);
  const update = { stateMachineAliasArn: aliasArn, routingConfiguration, description: "all on 2" };
  await sfn.send(new UpdateStateMachineAliasCommand(update));
  expect((await run(aliasArn)).output).toBe("2");
  const described = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: aliasArn }));
  expect(described).toMatchObject({ name: "live", description: "all on 2", routingConfiguration });

  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: aliasArn }));
  expect(executions?.map(({ stateMachineVersionArn }) => stateMachineVersionArn)).toEqual([
    `${machine}:2`,
    `${machine}:1`,
  ]);
});

it("protects a version that an alias routes to", async () => {
  await sfn.send(new CreateStateMachineAliasCommand(alias("live", [[1, 100]])));
  const remove = () => sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:1` }));
  expect(await refusal(remove())).toBe(
    "ConflictException: Version to be deleted must not be referenced by an alias. " +
      "Current list of aliases referencing this version: [live]",
  );
  await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:live` }));
  expect(await refusal(remove())).toBe("accepted");
});

it("lists aliases of a state machine and of a version", async () => {
  await sfn.send(new CreateStateMachineAliasCommand(alias("one", [[1, 100]])));
  await sfn.send(new CreateStateMachineAliasCommand(alias("two", [[2, 100]])));
  const list = async (stateMachineArn: string) =>
    (await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }))).stateMachineAliases?.map(
      ({ stateMachineAliasArn }) => stateMachineAliasArn,
    );
  expect(await list(machine)).toEqual([`${machine}:one`, `${machine}:two`]);
  expect(await list(`${machine}:2`)).toEqual([`${machine}:two`]);
});

it.each([
  [
    "weights that do not make 100",
    [[1, 50]],
    "ValidationException: Sum of routing configuration weights must equal 100. Received: [50]",
  ],
  [
    "the same version twice",
    [
      [1, 50],
      [1, 50],
    ],
    "ValidationException: Routing configuration must contain distinct state machine version ARNs.",
  ],
  ["a version that is not there", [[9, 100]], "ResourceNotFound: Request references a resource that does not exist."],
] as const)("rejects an alias with %s", async (_, weights, reason) => {
  expect(await refusal(sfn.send(new CreateStateMachineAliasCommand(alias("bad", weights))))).toContain(reason);
});

it("rejects an alias of the same name with another routing, and takes the same again", async () => {
  const create = (version: number) => sfn.send(new CreateStateMachineAliasCommand(alias("live", [[version, 100]])));
  await create(1);
  expect(await refusal(create(1))).toBe("accepted");
  expect(await refusal(create(2))).toMatch(
    /^ConflictException: Failed to create alias because an alias with the same name/,
  );
});
