import type { ValidateStateMachineDefinitionInput, ValidateStateMachineDefinitionOutput } from "@aws-sdk/client-sfn";
import type { Operation } from "../../service.ts";
import { diagnoseDefinition } from "./check-definition.ts";
import { checkType } from "./create-state-machine.ts";

const mostResults = 100;

export const validateStateMachineDefinition: Operation<
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput
> = {
  members: ["definition", "type", "severity", "maxResults"],
  authorize: () => [{ action: "states:ValidateStateMachineDefinition", resource: "*" }],
  handle({ definition = "", type, severity, maxResults }) {
    const wanted = severity === "WARNING" ? "WARNING" : "ERROR";
    const diagnostics = diagnoseDefinition(definition, { type: checkType(type), severity: wanted });
    const limit = maxResults || mostResults;
    const isRefused = diagnostics.some((diagnostic) => diagnostic.severity === "ERROR");
    return {
      // A definition with warnings can be created.
      result: isRefused ? "FAIL" : "OK",
      diagnostics: diagnostics.slice(0, limit),
      truncated: diagnostics.length > limit,
    };
  },
};
