import type { JsonObject, JsonValue } from "../json-value.ts";
import { defineResourceType, type ResourceContext, type ResourceState } from "../resource-type.ts";
import { validationError } from "../template/template.ts";
import { asText } from "./as-text.ts";
import { askFunction } from "./ask-function.ts";

/**
 * A custom resource: its function makes it, and says by a PUT to the request's `ResponseURL` what came of it.
 *
 * `Custom::Anything` is one as well, where no type of its own has that name.
 */
export const customResource = defineResourceType<JsonObject>({
  name: "AWS::CloudFormation::CustomResource",
  properties: { ServiceToken: "update", ServiceTimeout: "update" },
  isOpen: true,
  required: ["ServiceToken"],
  attributes: [],
  refusals: ({ ServiceToken }) =>
    typeof ServiceToken === "string" && !isFunction(ServiceToken) ? [unknownToken(ServiceToken)] : [],
  async create(properties, context) {
    const answer = await ask("Create", properties, context);
    if (answer.outcome === "succeeded") return stateOf(answer.data, requireId(answer.physicalId, context));
    // Whatever it made before it failed is deleted by the rollback, under the name that it gave or one of ours.
    context.exists(answer.physicalId ?? context.physicalName());
    throw validationError(answer.reason);
  },
  async update(properties, existing, context) {
    if (properties["ServiceToken"] !== existing.properties["ServiceToken"]) {
      throw validationError("Modifying service token is not allowed.");
    }
    const answer = await ask("Update", properties, context, existing);
    if (answer.outcome === "failed") throw validationError(answer.reason);
    return stateOf(answer.data, requireId(answer.physicalId, context));
  },
  async delete(existing, context) {
    const answer = await ask("Delete", existing.properties, context, existing);
    if (answer.outcome === "failed") throw validationError(answer.reason);
  },
});

function ask(
  requestType: "Create" | "Update" | "Delete",
  properties: JsonObject,
  context: ResourceContext,
  existing?: { readonly physicalId: string; readonly properties: JsonObject },
) {
  const token = properties["ServiceToken"];
  if (typeof token !== "string" || !isFunction(token)) throw validationError(unknownToken(String(token)));
  return askFunction(context, {
    functionArn: token,
    timeoutSeconds: timeoutOf(properties["ServiceTimeout"]),
    event: {
      RequestType: requestType,
      ServiceToken: token,
      ResourceType: context.resourceType,
      ResourceProperties: asText(handedOver(properties, context)),
      ...(existing && { PhysicalResourceId: existing.physicalId }),
      ...(requestType === "Update" &&
        existing && { OldResourceProperties: asText(handedOver(existing.properties, context)) }),
    },
  });
}

/** `AwsCustomResource` would first run `npm install` for the newest SDK; here it uses the one that there is, and calls nobody. */
function handedOver(properties: JsonObject, { resourceType }: ResourceContext): JsonObject {
  if (resourceType !== "Custom::AWS" || properties["InstallLatestAwsSdk"] === undefined) return properties;
  return { ...properties, InstallLatestAwsSdk: false };
}

const isFunction = (token: string): boolean => /^arn:aws[\w-]*:lambda:/.test(token);

function unknownToken(token: string): string {
  if (/^arn:aws[\w-]*:sns:/.test(token)) {
    return `ServiceToken '${token}': custom resources behind SNS topics are not implemented by the local cloud`;
  }
  return `Invalid ServiceToken: '${token}' is not the ARN of a function`;
}

function timeoutOf(value: JsonValue | undefined): number {
  if (value === undefined) return 3600;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600) return seconds;
  throw validationError(`ServiceTimeout must be an integer between 1 and 3600, got ${JSON.stringify(value)}`);
}

function requireId(physicalId: string | undefined, context: ResourceContext): string {
  if (physicalId !== undefined) return physicalId;
  context.exists(context.physicalName());
  throw validationError("Invalid PhysicalResourceId");
}

function stateOf(attributes: JsonObject, physicalId: string): ResourceState {
  return { physicalId, attributes };
}
