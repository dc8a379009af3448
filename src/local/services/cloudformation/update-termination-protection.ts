import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const updateTerminationProtection = (
  engine: StackEngine,
): Operation<UpdateTerminationProtectionInput, UpdateTerminationProtectionOutput> => ({
  members: ["StackName", "EnableTerminationProtection"],
  handle({ StackName, EnableTerminationProtection = false }) {
    const stack = requireStack(engine, StackName);
    engine.store.putStack({ ...stack, terminationProtection: EnableTerminationProtection });
    return { StackId: stack.stackId };
  },
});
