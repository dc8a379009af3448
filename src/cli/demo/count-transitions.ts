import { root, type RunningCloud } from "#local";

interface HistoryPage {
  readonly events: readonly { readonly type: string }[];
  readonly nextToken?: string;
}

/** States entered by an execution, as Step Functions bills them (retries aside). */
export async function countTransitions(cloud: RunningCloud["cloud"], executionArn: string): Promise<number> {
  let count = 0;
  let nextToken: string | undefined;
  do {
    const page: HistoryPage = await cloud.call(
      "states",
      "GetExecutionHistory",
      { executionArn, maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) },
      root,
    );
    count += page.events.filter(({ type }) => type.endsWith("StateEntered")).length;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return count;
}
