import type {
  ConnectionAuthorizationType,
  CreateConnectionAuthRequestParameters,
  UpdateConnectionAuthRequestParameters,
} from "@aws-sdk/client-eventbridge";
import { AwsError, notImplemented } from "../../aws-error.ts";

/** Members of AuthParameters that are honoured. Of OAuth, what EventBridge asks the authorization server is not documented. */
export const authParameters = [
  "AuthParameters.BasicAuthParameters",
  "AuthParameters.ApiKeyAuthParameters",
  "AuthParameters.InvocationHttpParameters",
];

type Parameters = CreateConnectionAuthRequestParameters | UpdateConnectionAuthRequestParameters;

const parametersOfType = {
  BASIC: "BasicAuthParameters",
  API_KEY: "ApiKeyAuthParameters",
} as const satisfies Partial<Record<ConnectionAuthorizationType, keyof Parameters>>;

export function checkConnectionName(name = ""): string {
  if (/^[\w.-]{1,64}$/.test(name)) return name;
  const rule = "satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+";
  throw validation(
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must ${rule}`,
  );
}

/** The parameters of the given type, complete; throws `ValidationException`. */
export function checkAuthParameters(
  type: ConnectionAuthorizationType | undefined,
  given: Parameters = {},
): CreateConnectionAuthRequestParameters {
  if (type !== "BASIC" && type !== "API_KEY") throw notImplemented(`The AuthorizationType ${type} of a connection`);
  const wanted = parametersOfType[type];
  const { InvocationHttpParameters: more } = given;
  const { [wanted]: own } = given;
  const other = Object.values(parametersOfType).find((name) => name !== wanted && given[name] !== undefined);
  if (own === undefined || other !== undefined) {
    throw validation(`AuthParameters of a connection with the authorization type ${type} must be ${wanted}`);
  }
  const values: readonly (string | undefined)[] =
    wanted === "BasicAuthParameters"
      ? [given.BasicAuthParameters?.Username, given.BasicAuthParameters?.Password]
      : [given.ApiKeyAuthParameters?.ApiKeyName, given.ApiKeyAuthParameters?.ApiKeyValue];
  if (values.some((value) => value === undefined || value === "" || value.length > 512)) {
    throw validation(`Each of ${wanted} must have length between 1 and 512`);
  }
  const complete = { [wanted]: own } as CreateConnectionAuthRequestParameters;
  return more === undefined ? complete : { ...complete, InvocationHttpParameters: more };
}

function validation(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
