import type { ValidateStateMachineDefinitionInput, ValidateStateMachineDefinitionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { diagnoseDefinition } from "./check-definition.ts";
import { checkType } from "./create-state-machine.ts";

export const validateStateMachineDefinition: Operation<
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput
> = {
  // There are no warnings to leave out, so any `severity` gives the same answer.
  members: ["definition", "type", "severity", "maxResults"],
  authorize: () => [{ action: "states:ValidateStateMachineDefinition", resource: "*" }],
  handle({ definition = "", type, maxResults }) {
    const diagnostics = diagnoseDefinition(definition, checkType(type));
    const limit = maxResults || 100;
    return {
      result: diagnostics.length === 0 ? "OK" : "FAIL",
      diagnostics: diagnostics.slice(0, limit).map((diagnostic) => ({ severity: "ERROR", ...diagnostic })),
      truncated: diagnostics.length > limit,
    };
  },
};
