import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRole } from "../local/lambda/create-role.ts";
import { hasTool } from "../support/required-tool.ts";
import { createTestCloud } from "../support/test-cloud.ts";
import type { TestCloud } from "../support/test-cloud.ts";
import { runAws } from "./run-aws.ts";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws stepfunctions and events", () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await createTestCloud();
  });

  afterAll(() => cloud?.close());

  const aws = (...args: readonly string[]) => runAws(cloud.endpoint, ...args);
  const states = (...args: readonly string[]) => aws("stepfunctions", ...args);
  const events = (...args: readonly string[]) => aws("events", ...args);

  it("work on an activity, whose answer then calls an HTTP API", async () => {
    const api = createServer((request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ asked: request.url, key: request.headers["x-key"] }));
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const roleArn = await createRole(cloud.cloud, {
      name: "machine",
      service: "states.amazonaws.com",
      actions: [
        "states:InvokeHTTPEndpoint",
        "events:RetrieveConnectionCredentials",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
      ],
    });

    const { activityArn } = await states("create-activity", "--name", "approve", "--tags", "key=team,value=a");
    const parameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } };
    const connection = await events(
      "create-connection",
      "--name",
      "api",
      "--authorization-type",
      "API_KEY",
      "--auth-parameters",
      JSON.stringify(parameters),
    );
    expect(connection).toMatchObject({ ConnectionState: "AUTHORIZED" });
    const described = await events("describe-connection", "--name", "api");
    expect(described).toMatchObject({ AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "x-key" } } });
    expect(JSON.stringify(described)).not.toContain("hidden");

    const Call = {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Arguments: {
        ApiEndpoint: `{% '${endpoint}/' & $states.input.by %}`,
        Method: "GET",
        InvocationConfig: { ConnectionArn: connection.ConnectionArn },
      },
      Output: "{% $states.result.ResponseBody %}",
      End: true,
    };
    const States = { Approve: { Type: "Task", Resource: activityArn, Next: "Call" }, Call };
    const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt: "Approve", States });
    const machine = await states(
      "create-state-machine",
      "--name",
      "ask",
      "--role-arn",
      roleArn,
      "--definition",
      definition,
    );
    const arn = String(machine.stateMachineArn);
    const { executionArn } = await states("start-execution", "--state-machine-arn", arn, "--input", '{"id":1}');

    const task = await states("get-activity-task", "--activity-arn", String(activityArn), "--worker-name", "anna");
    expect(task.input).toBe('{"id":1}');
    const token = ["--task-token", String(task.taskToken)];
    await states("send-task-heartbeat", ...token);
    await states("send-task-success", ...token, "--task-output", '{"by":"anna"}');
    const execution = await finished(String(executionArn));
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: '{"asked":"/anna","key":"hidden"}' });
    const history = await states("get-execution-history", "--execution-arn", String(executionArn));
    expect(history.events).toContainEqual(
      expect.objectContaining({ type: "ActivityStarted", activityStartedEventDetails: { workerName: "anna" } }),
    );

    expect(await states("list-activities")).toMatchObject({ activities: [{ name: "approve", activityArn }] });
    expect(await states("describe-activity", "--activity-arn", String(activityArn))).toMatchObject({ name: "approve" });
    expect(await states("list-tags-for-resource", "--resource-arn", String(activityArn))).toEqual({
      tags: [{ key: "team", value: "a" }],
    });
    await states("delete-activity", "--activity-arn", String(activityArn));
    await expect(states("describe-activity", "--activity-arn", String(activityArn))).rejects.toThrow(
      "ActivityDoesNotExist",
    );
    expect(await events("deauthorize-connection", "--name", "api")).toMatchObject({ ConnectionState: "DEAUTHORIZING" });
    expect(await events("list-connections", "--connection-state", "DEAUTHORIZED")).toMatchObject({
      Connections: [{ Name: "api" }],
    });
    expect(await events("delete-connection", "--name", "api")).toMatchObject({ ConnectionState: "DELETING" });
    await new Promise((resolve) => api.close(resolve));
  });

  async function finished(executionArn: string): Promise<Record<string, unknown>> {
    for (;;) {
      const described = await states("describe-execution", "--execution-arn", executionArn);
      if (described.status !== "RUNNING") return described;
    }
  }
});
