import type { DescribeStackEventsOutput } from "@aws-sdk/client-cloudformation";
import { expect, it } from "vitest";
import { createTestCloud } from "../../support/test-cloud.ts";
import { createRole } from "../lambda/create-role.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

it("rejects a second version resource of a function that has not changed since, as CloudFormation does", async () => {
  const { cloud, close } = await createTestCloud();
  const Role = await createRole(cloud, { name: "worker", service: "lambda.amazonaws.com" });
  const version = (DependsOn: string) => ({
    Type: "AWS::Lambda::Version",
    DependsOn,
    Properties: { FunctionName: { Ref: "Work" } },
  });
  const TemplateBody = JSON.stringify({
    Resources: {
      Work: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: { ZipFile: "exports.handler = async () => 1" },
          Handler: "index.handler",
          Runtime: "nodejs24.x",
          Role,
        },
      },
      One: version("Work"),
      Two: version("One"),
    },
  });
  await callCloudFormation(cloud, "CreateStack", { StackName: "twice", TemplateBody });
  expect((await settledStack(cloud, "twice")).StackStatus).toBe("ROLLBACK_COMPLETE");
  const { StackEvents = [] } = await callCloudFormation<DescribeStackEventsOutput>(cloud, "DescribeStackEvents", {
    StackName: "twice",
  });
  const failed = StackEvents.find(({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED");
  expect(failed?.LogicalResourceId).toBe("Two");
  expect(failed?.ResourceStatusReason).toContain(
    "A version for this Lambda function exists ( 1 ). Modify the function to create a new version.",
  );
  await close();
});
