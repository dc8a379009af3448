import type { CreateConnectionAuthRequestParameters } from "@aws-sdk/client-eventbridge";
import { credentialHeaders } from "../../http-calls/connection-parameters.ts";

/** Takes the secrets of a connection out of a text that may repeat them: servers do, when they say what they were sent. */
export function maskSecrets(text: string, parameters: CreateConnectionAuthRequestParameters): string {
  const spellings = secretsOf(parameters).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ]);
  // The longest first: one may lie within another.
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}

function secretsOf(parameters: CreateConnectionAuthRequestParameters): readonly string[] {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key, InvocationHttpParameters: more = {} } = parameters;
  const lists = [more.HeaderParameters, more.QueryStringParameters, more.BodyParameters];
  const added = lists.flatMap((list = []) => list.filter(({ IsValueSecret: isSecret }) => isSecret === true));
  return [
    basic?.Password,
    key?.ApiKeyValue,
    ...Object.values(credentialHeaders(parameters)).map((value) => value.replace(/^Basic /, "")),
    ...added.map(({ Value }) => Value),
  ].filter((secret): secret is string => secret !== undefined && secret !== "");
}
