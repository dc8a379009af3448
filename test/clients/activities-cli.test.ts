import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createRole } from "../local/lambda/create-role.ts";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

// The AWS CLI as it comes: it parses every answer itself.
describe.skipIf(!hasTool("aws"))("aws stepfunctions and events", () => {
  const suite = awsCliSuite();
  const { aws } = suite;

  it("work on an activity, whose answer then calls an HTTP API", async () => {
    const api = createServer((request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ asked: request.url, key: request.headers["x-key"] }));
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const roleArn = await createRole(suite.cloud.cloud, {
      name: "machine",
      service: "states.amazonaws.com",
      actions: [
        "states:InvokeHTTPEndpoint",
        "events:RetrieveConnectionCredentials",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
      ],
    });

    const { activityArn } = await aws("stepfunctions create-activity", { name: "approve", tags: "key=team,value=a" });
    const parameters = { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } };
    const connection = await aws("events create-connection", {
      name: "api",
      authorizationType: "API_KEY",
      authParameters: JSON.stringify(parameters),
    });
    expect(connection).toMatchObject({ ConnectionState: "AUTHORIZED" });
    const described = await aws("events describe-connection", { name: "api" });
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
    const machine = await aws("stepfunctions create-state-machine", {
      name: "ask",
      roleArn,
      definition,
    });
    const arn = String(machine.stateMachineArn);
    const { executionArn } = await aws("stepfunctions start-execution", { stateMachineArn: arn, input: '{"id":1}' });

    const task = await aws("stepfunctions get-activity-task", { activityArn: String(activityArn), workerName: "anna" });
    expect(task.input).toBe('{"id":1}');
    const token = ["--task-token", String(task.taskToken)];
    await aws("stepfunctions send-task-heartbeat", {}, ...token);
    await aws("stepfunctions send-task-success", { taskOutput: '{"by":"anna"}' }, ...token);
    const execution = await finished(String(executionArn));
    expect(execution).toMatchObject({ status: "SUCCEEDED", output: '{"asked":"/anna","key":"hidden"}' });
    const history = await aws("stepfunctions get-execution-history", { executionArn: String(executionArn) });
    expect(history.events).toContainEqual(
      expect.objectContaining({ type: "ActivityStarted", activityStartedEventDetails: { workerName: "anna" } }),
    );

    expect(await aws("stepfunctions list-activities")).toMatchObject({
      activities: [{ name: "approve", activityArn }],
    });
    expect(await aws("stepfunctions describe-activity", { activityArn: String(activityArn) })).toMatchObject({
      name: "approve",
    });
    expect(await aws("stepfunctions list-tags-for-resource", { resourceArn: String(activityArn) })).toEqual({
      tags: [{ key: "team", value: "a" }],
    });
    await aws("stepfunctions delete-activity", { activityArn: String(activityArn) });
    await expect(aws("stepfunctions describe-activity", { activityArn: String(activityArn) })).rejects.toThrow(
      "ActivityDoesNotExist",
    );
    expect(await aws("events deauthorize-connection", { name: "api" })).toMatchObject({
      ConnectionState: "DEAUTHORIZING",
    });
    expect(await aws("events list-connections", { connectionState: "DEAUTHORIZED" })).toMatchObject({
      Connections: [{ Name: "api" }],
    });
    expect(await aws("events delete-connection", { name: "api" })).toMatchObject({ ConnectionState: "DELETING" });
    await new Promise((resolve) => api.close(resolve));
  });

  async function finished(executionArn: string): Promise<Record<string, unknown>> {
    for (;;) {
      const described = await aws("stepfunctions describe-execution", { executionArn });
      if (described.status !== "RUNNING") return described;
    }
  }
});
