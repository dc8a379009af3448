import type { DescribeStacksOutput, Stack } from "@aws-sdk/client-cloudformation";
import type { Cloud } from "../../../src/local/service.ts";

const root = { kind: "root" } as const;

/** Calls CloudFormation in process. */
export function callCloudFormation<Output>(cloud: Cloud, operation: string, input: object): Promise<Output> {
  return cloud.call<Output>("cloudformation", operation, input, root);
}

/** Waits, without polling, until no operation is under way on a stack; gives its description. */
export async function settledStack(cloud: Cloud, nameOrArn: string): Promise<Stack> {
  for (;;) {
    const changed = Promise.withResolvers<void>();
    const unsubscribe = cloud.subscribe((topic) => {
      if (topic === "stack") changed.resolve();
    });
    try {
      const input = { StackName: nameOrArn };
      const { Stacks } = await callCloudFormation<DescribeStacksOutput>(cloud, "DescribeStacks", input);
      const stack = Stacks?.[0];
      if (stack && !stack.StackStatus?.endsWith("_IN_PROGRESS")) return stack;
      await changed.promise;
    } finally {
      unsubscribe();
    }
  }
}
