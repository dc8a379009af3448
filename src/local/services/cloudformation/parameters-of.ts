import type { Parameter } from "@aws-sdk/client-cloudformation";
import type { StackTarget } from "../../cloudformation/stack/stack-record.ts";
import { parseTemplate } from "../../cloudformation/template/parse-template.ts";

/** The parameters of a target as the API tells them; what must not be echoed is masked. */
export function parametersOf(target: StackTarget): Parameter[] {
  const declared = parseTemplate(target.templateBody).parameters;
  return target.parameters.map(({ key, value, resolvedValue }) => {
    const isSecret = String(declared[key]?.NoEcho) === "true";
    return {
      ParameterKey: key,
      ParameterValue: isSecret ? "****" : value,
      ...(resolvedValue !== undefined && { ResolvedValue: isSecret ? "****" : resolvedValue }),
    };
  });
}
