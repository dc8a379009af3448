import type { Cloud } from "../service.ts";

/** The address of a queue that is known by its ARN, as configurations of other services name it. */
export function queueUrlOf({ endpoint }: Pick<Cloud, "endpoint">, queueArn: string): string {
  const [, , , , account = "", name = ""] = queueArn.split(":");
  return `${endpoint}/${account}/${name}`;
}
