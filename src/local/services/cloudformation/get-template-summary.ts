import type { Capability, GetTemplateSummaryInput, GetTemplateSummaryOutput } from "@aws-sdk/client-cloudformation";
import { requiredCapabilities } from "../../cloudformation/stack/prepare-target.ts";
import { readTemplate } from "../../cloudformation/stack/read-template.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { parseTemplate } from "../../cloudformation/template/parse-template.ts";
import { validationError, type Template } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";
import { requireStack } from "./require-stack.ts";

export const getTemplateSummary = (
  engine: StackEngine,
): Operation<GetTemplateSummaryInput, GetTemplateSummaryOutput> => ({
  members: ["StackName", "TemplateBody", "TemplateURL"],
  async handle(input) {
    return summarize(parseTemplate(await bodyOf(engine, input)));
  },
});

async function bodyOf(engine: StackEngine, input: GetTemplateSummaryInput): Promise<string> {
  if (input.StackName === undefined) return readTemplate(engine.cloud, input);
  const stack = requireStack(engine, input.StackName);
  const target = stack.target ?? stack.pending;
  if (!target) throw validationError(`Template not found for stack ${stack.stackName}`);
  return target.templateBody;
}

/** What can be said of a template without deploying it. */
export function summarize(template: Template): GetTemplateSummaryOutput {
  const capabilities = requiredCapabilities(template);
  return {
    Parameters: Object.entries(template.parameters).map(([key, declaration]) => ({
      ParameterKey: key,
      ParameterType: declaration.Type,
      ...(declaration.Default !== undefined && { DefaultValue: String(declaration.Default) }),
      ...(declaration.Description !== undefined && { Description: declaration.Description }),
      NoEcho: String(declaration.NoEcho) === "true",
      ...(declaration.AllowedValues && {
        ParameterConstraints: { AllowedValues: declaration.AllowedValues.map(String) },
      }),
    })),
    ...(template.description !== undefined && { Description: template.description }),
    ...(capabilities.length > 0 && {
      Capabilities: capabilities as Capability[],
      CapabilitiesReason: `The following resource(s) require capabilities: [${[
        ...new Set(
          Object.values(template.resources)
            .map(({ type }) => type)
            .filter((type) => type.startsWith("AWS::IAM::")),
        ),
      ].join(", ")}]`,
    }),
    ResourceTypes: [...new Set(Object.values(template.resources).map(({ type }) => type))],
    DeclaredTransforms: template.hasLanguageExtensions ? ["AWS::LanguageExtensions"] : [],
  };
}
