import { AwsError } from "../../aws-error.ts";
import { validationError } from "../template/template.ts";
import type { StackEngine } from "./stack-engine.ts";
import type { StackRecord } from "./stack-record.ts";

/** A stack that has a name and an ARN and nothing else yet; a live stack of that name is refused. */
export function newStack(
  engine: StackEngine,
  name: string | undefined,
  status: "CREATE_IN_PROGRESS" | "REVIEW_IN_PROGRESS",
): StackRecord {
  const stackName = name ?? "";
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(stackName)) {
    throw validationError(
      `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  if (engine.store.findStack(stackName))
    throw new AwsError("AlreadyExistsException", `Stack [${stackName}] already exists`);
  const { cloud } = engine;
  return {
    stackId: `arn:aws:cloudformation:${cloud.region}:${cloud.accountId}:stack/${stackName}/${cloud.newId()}`,
    stackName,
    status,
    creationTime: cloud.clock.now(),
    outputs: [],
    imports: [],
    terminationProtection: false,
  };
}
