import type { GetTemplateInput, GetTemplateOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { requireChangeSet } from "./require-change-set.ts";
import { requireStack } from "./require-stack.ts";

// `cdk diff` compares texts, so the body goes back byte for byte. Without transforms both stages are the same.
export const getTemplate = (engine: StackEngine): Operation<GetTemplateInput, GetTemplateOutput> => ({
  members: ["StackName", "ChangeSetName", "TemplateStage"],
  handle(input) {
    const target =
      input.ChangeSetName === undefined ? targetOf(engine, input.StackName) : requireChangeSet(engine, input).target;
    // A stack that only has a change set to review has an empty template.
    return { TemplateBody: target?.templateBody ?? "", StagesAvailable: ["Original", "Processed"] };
  },
});

function targetOf(engine: StackEngine, name: string | undefined) {
  const stack = requireStack(engine, name);
  return stack.target ?? stack.pending;
}
