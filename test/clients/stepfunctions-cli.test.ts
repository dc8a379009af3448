import { beforeAll, describe, expect, it } from "vitest";
import { createRole } from "../local/lambda/create-role.ts";
import { hasTool } from "../support/required-tool.ts";
import type { AwsAnswer } from "./aws-cli.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws stepfunctions", () => {
  const suite = awsCliSuite();
  const { aws, refused } = suite;
  let roleArn: string;

  beforeAll(async () => {
    roleArn = await createRole(suite.cloud.cloud, {
      name: "machine",
      service: "states.amazonaws.com",
      actions: ["states:*"],
    });
  });

  const machine = (name: string, states: object, more: object = {}) => {
    const definition = { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0], States: states };
    return aws("stepfunctions create-state-machine", { name, roleArn, definition, ...more });
  };
  const greet = (greeting: string) => ({
    Greet: { Type: "Pass", Output: { said: `{% '${greeting} ' & $states.input.name %}` }, End: true },
  });
  async function ended(executionArn: string): Promise<AwsAnswer> {
    for (;;) {
      const execution = await aws("stepfunctions describe-execution", { executionArn });
      if (execution.status !== "RUNNING") return execution;
    }
  }

  it.concurrent("creates, runs, changes and deletes a state machine", async () => {
    const { stateMachineArn } = await machine("greeter", greet("Hello"), { tags: [{ key: "team", value: "a" }] });
    const started = await aws("stepfunctions start-execution", {
      stateMachineArn,
      name: "first",
      input: { name: "Ann" },
    });
    const { executionArn } = started;
    expect(await ended(executionArn)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"said":"Hello Ann"}',
      name: "first",
    });
    const { events } = await aws("stepfunctions get-execution-history", { executionArn });
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      "ExecutionStarted",
      "PassStateEntered",
      "PassStateExited",
      "ExecutionSucceeded",
    ]);
    expect(
      await refused("stepfunctions start-execution", { stateMachineArn, name: "first", input: { name: "Bob" } }),
    ).toBe(
      `An error occurred (ExecutionAlreadyExists) when calling the StartExecution operation: Execution Already Exists: '${executionArn}'`,
    );
    expect(
      (await aws("stepfunctions list-executions", { stateMachineArn, statusFilter: "SUCCEEDED" })).executions,
    ).toMatchObject([{ executionArn, status: "SUCCEEDED" }]);
    const definition = { QueryLanguage: "JSONata", StartAt: "Greet", States: greet("Bye") };
    await aws("stepfunctions update-state-machine", { stateMachineArn, definition });
    const described = await aws("stepfunctions describe-state-machine", { stateMachineArn });
    expect(described).toMatchObject({ name: "greeter", status: "ACTIVE", type: "STANDARD", roleArn });
    expect(JSON.parse(described.definition)).toEqual(definition);
    expect((await aws("stepfunctions list-state-machines")).stateMachines).toContainEqual(
      expect.objectContaining({ stateMachineArn, name: "greeter" }),
    );
    expect((await aws("stepfunctions describe-state-machine-for-execution", { executionArn })).name).toBe("greeter");
    const resourceArn = stateMachineArn;
    await aws("stepfunctions tag-resource", { resourceArn, tags: [{ key: "stage", value: "dev" }] });
    await aws("stepfunctions untag-resource", { resourceArn, tagKeys: ["team"] });
    expect(await aws("stepfunctions list-tags-for-resource", { resourceArn })).toEqual({
      tags: [{ key: "stage", value: "dev" }],
    });
    await aws("stepfunctions delete-state-machine", { stateMachineArn });
    expect(await refused("stepfunctions start-execution", { stateMachineArn })).toContain(
      `An error occurred (StateMachineDoesNotExist) when calling the StartExecution operation: State Machine Does Not Exist: '${stateMachineArn}'`,
    );
  });

  it.concurrent("stops and redrives executions", async () => {
    const { stateMachineArn } = await machine("waiter", { Wait: { Type: "Wait", Seconds: 600, End: true } });
    const { executionArn } = await aws("stepfunctions start-execution", { stateMachineArn });
    await aws("stepfunctions stop-execution", { executionArn, error: "Enough", cause: "nobody waits" });
    expect(await ended(executionArn)).toMatchObject({ status: "ABORTED", error: "Enough", cause: "nobody waits" });
    expect(await aws("stepfunctions redrive-execution", { executionArn })).toHaveProperty("redriveDate");
    expect(await aws("stepfunctions describe-execution", { executionArn })).toMatchObject({
      status: "RUNNING",
      redriveCount: 1,
    });
    await aws("stepfunctions stop-execution", { executionArn });
  });

  it.concurrent("answers at once where the state machine is an Express one", async () => {
    const { stateMachineArn } = await machine("quick", greet("Quick"), { type: "EXPRESS" });
    const answer = await aws("stepfunctions start-sync-execution", { stateMachineArn, input: { name: "Ann" } });
    expect(answer).toMatchObject({ status: "SUCCEEDED", output: '{"said":"Quick Ann"}' });
    expect(answer.billingDetails).toMatchObject({ billedMemoryUsedInMB: 64 });
    expect(await refused("stepfunctions list-executions", { stateMachineArn })).toContain(
      "An error occurred (StateMachineTypeNotSupported) when calling the ListExecutions operation",
    );
  });

  it.concurrent("publishes versions and moves an alias", async () => {
    const { stateMachineArn } = await machine("versioned", greet("One"), { publish: true });
    const definition = { QueryLanguage: "JSONata", StartAt: "Greet", States: greet("Two") };
    await aws("stepfunctions update-state-machine", { stateMachineArn, definition });
    const { stateMachineVersionArn } = await aws("stepfunctions publish-state-machine-version", { stateMachineArn });
    expect(stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
    const route = (version: number) => [{ stateMachineVersionArn: `${stateMachineArn}:${version}`, weight: 100 }];
    const { stateMachineAliasArn } = await aws("stepfunctions create-state-machine-alias", {
      name: "live",
      routingConfiguration: route(1),
    });
    const said = async () => {
      const { executionArn } = await aws("stepfunctions start-execution", {
        stateMachineArn: stateMachineAliasArn,
        input: { name: "x" },
      });
      return (await ended(executionArn)).output;
    };
    expect(await said()).toBe('{"said":"One x"}');
    await aws("stepfunctions update-state-machine-alias", { stateMachineAliasArn, routingConfiguration: route(2) });
    expect(await said()).toBe('{"said":"Two x"}');
    expect(await aws("stepfunctions describe-state-machine-alias", { stateMachineAliasArn })).toMatchObject({
      name: "live",
      routingConfiguration: route(2),
    });
    expect(
      (await aws("stepfunctions list-state-machine-aliases", { stateMachineArn })).stateMachineAliases,
    ).toHaveLength(1);
    expect(await refused("stepfunctions delete-state-machine-version", { stateMachineVersionArn })).toContain(
      "(ConflictException)",
    );
    await aws("stepfunctions delete-state-machine-alias", { stateMachineAliasArn });
    await aws("stepfunctions delete-state-machine-version", { stateMachineVersionArn });
    expect(
      (await aws("stepfunctions list-state-machine-versions", { stateMachineArn })).stateMachineVersions,
    ).toMatchObject([{ stateMachineVersionArn: `${stateMachineArn}:1` }]);
  });

  it.concurrent("runs a distributed map and finds its run", async () => {
    const { stateMachineArn } = await machine("spread", {
      Spread: {
        Type: "Map",
        Items: "{% [1..3] %}",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "Take",
          States: { Take: { Type: "Pass", End: true } },
        },
        End: true,
      },
    });
    const { executionArn } = await aws("stepfunctions start-execution", { stateMachineArn });
    expect(await ended(executionArn)).toMatchObject({ status: "SUCCEEDED", output: "[1,2,3]" });
    const { mapRuns } = await aws("stepfunctions list-map-runs", { executionArn });
    const { mapRunArn } = mapRuns[0];
    expect(await aws("stepfunctions describe-map-run", { mapRunArn })).toMatchObject({
      status: "SUCCEEDED",
      itemCounts: { succeeded: 3 },
    });
  });

  it.concurrent("says what is wrong with a definition", async () => {
    const definition = { StartAt: "Nowhere", States: { Wait: { Type: "Wait", Seconds: 1, End: true } } };
    const answer = await aws("stepfunctions validate-state-machine-definition", { definition });
    expect(answer).toMatchObject({
      result: "FAIL",
      diagnostics: [{ severity: "ERROR", code: "MISSING_TRANSITION_TARGET", location: "/StartAt" }, {}],
    });
    expect(await refused("stepfunctions create-state-machine", { name: "bad", roleArn, definition })).toContain(
      "An error occurred (InvalidDefinition) when calling the CreateStateMachine operation: Invalid State Machine Definition:",
    );
  });
});
