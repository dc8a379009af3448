import { createHash } from "node:crypto";
import { parseRecord } from "../../parse-record.ts";
import { canonicalJson, type JsonObject, type JsonValue } from "../json-value.ts";
import { passwordFlags } from "../../services/secretsmanager/random-password.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { ResourceCallError } from "../stack/failure-reason.ts";
import { validationError } from "../template/template.ts";
import { ignoreMissing } from "./ignore-missing.ts";
import { isTrue } from "./is-true.ts";
import { tagChanges, type Tag } from "./tag-changes.ts";

interface GenerateSecretString extends JsonObject {
  readonly GenerateStringKey?: string;
  readonly SecretStringTemplate?: string;
}

interface SecretProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: GenerateSecretString;
  readonly Tags?: readonly Tag[];
}

/** A secret whose value is given, generated, or put there later. What is generated stands in no record of the stack. */
export const secretsManagerSecret = defineResourceType<SecretProperties>({
  name: "AWS::SecretsManager::Secret",
  properties: {
    Name: "replace",
    Description: "update",
    SecretString: "update",
    "GenerateSecretString.ExcludeCharacters": "update",
    "GenerateSecretString.GenerateStringKey": "update",
    "GenerateSecretString.PasswordLength": "update",
    "GenerateSecretString.SecretStringTemplate": "update",
    ...Object.fromEntries(passwordFlags.map((name) => [`GenerateSecretString.${name}`, "update" as const])),
    Tags: "update",
  },
  required: [],
  attributes: ["Id"],
  nameProperty: "Name",
  tags: "list",
  async create(properties, context) {
    const { Description, Tags } = properties;
    const value = await valueOf(properties, context);
    const Name = properties.Name ?? nameOf(context);
    const ClientRequestToken = tokenOf(context, "create");
    const { ARN } = await createOnce(context, {
      Name,
      ...(Description !== undefined && { Description }),
      ...(value !== undefined && { SecretString: value, ClientRequestToken }),
      ...(Tags && { Tags }),
    });
    context.exists(ARN);
    return stateOf(ARN);
  },
  async update(properties, existing, context) {
    const { call, cloud } = context;
    const SecretId = existing.physicalId;
    const value = asksForSame(existing.properties, properties) ? undefined : await valueOf(properties, context);
    await call("secretsmanager", "UpdateSecret", {
      SecretId,
      Description: properties.Description ?? "",
      ...(value !== undefined && { SecretString: value, ClientRequestToken: cloud.newId() }),
    });
    const { set, removedKeys } = tagChanges(existing.properties.Tags, properties.Tags);
    if (removedKeys.length > 0) await call("secretsmanager", "UntagResource", { SecretId, TagKeys: removedKeys });
    if (set.length > 0) await call("secretsmanager", "TagResource", { SecretId, Tags: set });
    return stateOf(SecretId);
  },
  async delete({ physicalId }, { call }) {
    const request = { SecretId: physicalId, ForceDeleteWithoutRecovery: true };
    await ignoreMissing(call("secretsmanager", "DeleteSecret", request));
  },
});

const stateOf = (arn: string): ResourceState => ({ physicalId: arn, attributes: { Id: arn } });

/** CloudFormation leaves the stack's name out of the names of secrets. */
const nameOf = ({ physicalName, stackName }: ResourceContext): string =>
  physicalName({ maxLength: 512 }).slice(stackName.length + 1);

/** The same for each attempt at this incarnation of the resource. */
function tokenOf({ physicalName, stackId }: ResourceContext, verb: string): string {
  return createHash("sha256").update([stackId, physicalName(), verb].join("\n")).digest("hex");
}

interface CreateRequest {
  readonly Name: string;
  readonly ClientRequestToken?: string;
}

/** A creation that is repeated after a crash finds its own secret, known by its token, and not a stranger's. */
async function createOnce({ call }: ResourceContext, request: CreateRequest): Promise<{ readonly ARN: string }> {
  try {
    return await call<{ readonly ARN: string }>("secretsmanager", "CreateSecret", request);
  } catch (error) {
    if (!(error instanceof ResourceCallError) || error.cause.code !== "ResourceExistsException") throw error;
    const { ARN, Versions } = await call<{
      readonly ARN: string;
      readonly Versions: readonly { readonly VersionId: string }[];
    }>("secretsmanager", "ListSecretVersionIds", { SecretId: request.Name });
    if (Versions.some(({ VersionId }) => VersionId === request.ClientRequestToken)) return { ARN };
    throw error;
  }
}

function asksForSame(before: SecretProperties, after: SecretProperties): boolean {
  const asked = ({ SecretString, GenerateSecretString }: SecretProperties): string =>
    canonicalJson([SecretString ?? null, GenerateSecretString ?? null]);
  return asked(before) === asked(after);
}

async function valueOf(
  { SecretString, GenerateSecretString: rules }: SecretProperties,
  context: ResourceContext,
): Promise<string | undefined> {
  if (rules === undefined) return SecretString === undefined ? undefined : String(SecretString);
  if (SecretString !== undefined) {
    throw validationError("You can't specify both SecretString and GenerateSecretString of a secret.");
  }
  const { GenerateStringKey: key, SecretStringTemplate: template } = rules;
  if (key === undefined && template === undefined) return generate(rules, context);
  const members = template === undefined ? undefined : parseRecord<JsonValue>(template);
  if (key === undefined || members === undefined) {
    throw validationError(
      "GenerateStringKey and SecretStringTemplate must both be given, and the template be a JSON object.",
    );
  }
  return JSON.stringify({ ...members, [key]: await generate(rules, context) });
}

async function generate(rules: GenerateSecretString, { call }: ResourceContext): Promise<string> {
  const { PasswordLength, ExcludeCharacters } = rules;
  const given = passwordFlags.filter((name) => rules[name] !== undefined).map((name) => [name, isTrue(rules[name])]);
  const { RandomPassword } = await call<{ readonly RandomPassword: string }>("secretsmanager", "GetRandomPassword", {
    ...(PasswordLength !== undefined && { PasswordLength: Number(PasswordLength) }),
    ...(ExcludeCharacters !== undefined && { ExcludeCharacters: String(ExcludeCharacters) }),
    ...Object.fromEntries(given),
  });
  return RandomPassword;
}
