import type { DescribeStacksOutput, Stack } from "@aws-sdk/client-cloudformation";
import type { Cloud } from "../../../src/local/service.ts";

const root = { kind: "root" } as const;

/** Calls CloudFormation in process. */
export function callCloudFormation<Output>(cloud: Cloud, operation: string, input: object): Promise<Output> {
  return cloud.call<Output>("cloudformation", operation, input, root);
}

/** Waits, without polling, until no operation is under way on a stack; gives its description. */
export function settledStack(cloud: Cloud, nameOrArn: string): Promise<Stack> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      callCloudFormation<DescribeStacksOutput>(cloud, "DescribeStacks", { StackName: nameOrArn }).then(({ Stacks }) => {
        const stack = Stacks?.[0];
        if (!stack || stack.StackStatus?.endsWith("_IN_PROGRESS")) return;
        unsubscribe();
        resolve(stack);
      }, reject);
    };
    const unsubscribe = cloud.subscribe((topic) => {
      if (topic === "stack") look();
    });
    look();
  });
}
