import type { Cloud } from "../service.ts";
import { root } from "../root.ts";

export interface ListedWorkflow {
  /** The workflow's name if the state machine is tagged with it, else the state machine's. */
  readonly name: string;
  readonly stateMachineArn: string;
}

/** The tag that our constructs put on a state machine, whose own name is CloudFormation's. */
const workflowTag = "millrace:workflow";

/** The state machines, by the names that people gave their workflows. */
export async function listWorkflows(cloud: Cloud): Promise<readonly ListedWorkflow[]> {
  const machines: ListedWorkflow[] = [];
  let nextToken: string | undefined;
  do {
    const page: { stateMachines: readonly ListedWorkflow[]; nextToken?: string } = await cloud.call(
      "states",
      "ListStateMachines",
      nextToken === undefined ? {} : { nextToken },
      root,
    );
    machines.push(...page.stateMachines);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return Promise.all(
    machines.map(async ({ name, stateMachineArn }) => ({
      stateMachineArn,
      name: (await workflowNameOf(cloud, stateMachineArn)) ?? name,
    })),
  );
}

/** The name in the tag of a state machine; undefined if it has none. */
export async function workflowNameOf(cloud: Cloud, stateMachineArn: string): Promise<string | undefined> {
  const { tags = [] } = await cloud.call<{ tags?: readonly { readonly key?: string; readonly value?: string }[] }>(
    "states",
    "ListTagsForResource",
    { resourceArn: stateMachineArn },
    root,
  );
  return tags.find(({ key }) => key === workflowTag)?.value;
}
