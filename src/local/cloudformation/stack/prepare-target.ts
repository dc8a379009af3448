import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { parseTemplate } from "../template/parse-template.ts";
import { resolveParameters, type ParameterInput } from "../template/resolve-parameters.ts";
import { validationError, type Template } from "../template/template.ts";
import { readSsmParameter } from "./read-ssm-parameter.ts";
import { readTemplate } from "./read-template.ts";
import type { StackTarget } from "./stack-record.ts";

/** The members that CreateStack, UpdateStack and CreateChangeSet share. */
export interface TargetInput {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: readonly ParameterInput[] | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly RollbackConfiguration?: object | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
}

/** Reads what a request asks a stack to become: template text, parameters and tags, with previous ones where asked for. */
export async function prepareTarget(
  cloud: Cloud,
  input: TargetInput,
  previous: StackTarget | undefined,
): Promise<StackTarget> {
  if (input.NotificationARNs && input.NotificationARNs.length > 0) throw notImplemented("NotificationARNs");
  const templateBody = await templateOf(cloud, input, previous);
  const template = parseTemplate(templateBody);
  const parameters = await resolveParameters({
    template,
    given: input.Parameters ?? [],
    previous: previous?.parameters ?? [],
    readSsmParameter: async (name) => (await readSsmParameter(cloud, name))?.value,
  });
  requireCapabilities(template, input.Capabilities ?? []);
  const tags = input.Tags?.map(({ Key = "", Value = "" }) => ({ Key, Value }));
  return { templateBody, parameters, tags: tags ?? previous?.tags ?? [], capabilities: input.Capabilities ?? [] };
}

async function templateOf(cloud: Cloud, input: TargetInput, previous: StackTarget | undefined): Promise<string> {
  if (input.UsePreviousTemplate) {
    if (!previous) throw validationError("There is no previous template to use.");
    return previous.templateBody;
  }
  return readTemplate(cloud, input);
}

const namedTypes: Readonly<Record<string, string>> = {
  "AWS::IAM::Role": "RoleName",
  "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
};

/** What a template needs the caller to acknowledge, because it makes rights. */
export function requiredCapabilities(template: Template): readonly string[] {
  const expand = template.hasLanguageExtensions ? ["CAPABILITY_AUTO_EXPAND"] : [];
  const iam = Object.values(template.resources).filter(({ type }) => type.startsWith("AWS::IAM::"));
  if (iam.length === 0) return expand;
  const isNamed = iam.some(({ type, properties }) => properties[namedTypes[type] ?? ""] !== undefined);
  return [isNamed ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM", ...expand];
}

function requireCapabilities(template: Template, given: readonly string[]): void {
  const missing = requiredCapabilities(template).filter(
    (capability) =>
      !given.includes(capability) && !(capability === "CAPABILITY_IAM" && given.includes("CAPABILITY_NAMED_IAM")),
  );
  if (missing.length > 0) {
    throw new AwsError("InsufficientCapabilitiesException", `Requires capabilities : [${missing.join(", ")}]`);
  }
}
