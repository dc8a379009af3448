import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createStatesCloud, roleArn } from "../local/runtime/stand-ins.ts";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

// The commands of docs/guides/test-state.md, with the AWS CLI as it comes.
describe.skipIf(!hasTool("aws"))("aws stepfunctions test-state", () => {
  const suite = awsCliSuite(() => createStatesCloud({ lambda: () => ({ chargeId: "c-1" }) }));
  const { aws } = suite;
  let definition: string;

  beforeAll(async () => {
    definition = join(suite.folder, "machine.asl.json");
    writeFileSync(
      definition,
      JSON.stringify({
        QueryLanguage: "JSONata",
        StartAt: "Charge",
        States: {
          Charge: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            Arguments: { FunctionName: "charge", Payload: "{% $states.input %}" },
            Output: "{% $states.result.Payload %}",
            Retry: [{ ErrorEquals: ["Lambda.TooManyRequestsException"], IntervalSeconds: 2 }],
            Next: "Done",
          },
          Done: { Type: "Succeed" },
        },
      }),
    );
  });

  const testState = (...args: readonly string[]): Promise<unknown> =>
    aws("stepfunctions test-state", { definition: `file://${definition}`, stateName: "Charge" }, ...args);

  it("really invokes the function with the role that is given", async () => {
    expect(await testState("--role-arn", roleArn, "--input", '{"orderId":"1"}')).toEqual({
      status: "SUCCEEDED",
      output: '{"chargeId":"c-1"}',
      nextState: "Done",
    });
  });

  it("takes a mocked result and shows each step of the data", async () => {
    const mock = JSON.stringify({ result: JSON.stringify({ Payload: { chargeId: "c-2" } }) });
    expect(await testState("--mock", mock, "--inspection-level", "DEBUG")).toMatchObject({
      status: "SUCCEEDED",
      output: '{"chargeId":"c-2"}',
      inspectionData: { afterArguments: '{"FunctionName":"charge","Payload":{}}' },
    });
  });

  it("takes a mocked error and tells of the retry", async () => {
    const mock = JSON.stringify({ errorOutput: { error: "Lambda.TooManyRequestsException", cause: "Rate exceeded" } });
    const configuration = JSON.stringify({ retrierRetryCount: 2 });
    expect(
      await testState("--mock", mock, "--state-configuration", configuration, "--inspection-level", "DEBUG"),
    ).toMatchObject({
      status: "RETRIABLE",
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 8 } },
    });
  });
});
