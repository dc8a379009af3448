import type { ValidateTemplateInput, ValidateTemplateOutput } from "@aws-sdk/client-cloudformation";
import { readTemplate } from "../../cloudformation/stack/read-template.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { dependenciesOf, dependencyOrder } from "../../cloudformation/template/dependencies.ts";
import { parseTemplate } from "../../cloudformation/template/parse-template.ts";
import type { Operation } from "../../service.ts";
import { summarize } from "./get-template-summary.ts";

export const validateTemplate = (engine: StackEngine): Operation<ValidateTemplateInput, ValidateTemplateOutput> => ({
  members: ["TemplateBody", "TemplateURL"],
  async handle(input) {
    const template = parseTemplate(await readTemplate(engine.cloud, input));
    dependencyOrder(dependenciesOf(template.resources));
    const { Parameters = [], ...summary } = summarize(template);
    const { ResourceTypes: _, ...rest } = summary;
    return {
      ...rest,
      Parameters: Parameters.map(({ ParameterKey, DefaultValue, Description, NoEcho }) => ({
        ParameterKey,
        DefaultValue,
        Description,
        NoEcho,
      })),
    };
  },
});
