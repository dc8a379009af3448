import type { ConnectionHttpParameters, CreateConnectionAuthRequestParameters } from "@aws-sdk/client-eventbridge";

// What a connection adds to each request that is sent with it.

type Pairs = Readonly<Record<string, string>>;

/** The headers that prove who calls; names in lower case. */
export function credentialHeaders(parameters: CreateConnectionAuthRequestParameters): Pairs {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key } = parameters;
  if (basic !== undefined) {
    const text = Buffer.from(`${basic.Username}:${basic.Password}`).toString("base64");
    return { authorization: `Basic ${text}` };
  }
  return key === undefined ? {} : { [key.ApiKeyName!.toLowerCase()]: key.ApiKeyValue! };
}

/** A list of a connection's InvocationHttpParameters by its keys. */
export function pairsOf(parameters: ConnectionHttpParameters["BodyParameters"] = []): Pairs {
  return Object.fromEntries(parameters.map(({ Key = "", Value = "" }) => [Key, Value]));
}

export function withLowerCaseNames(pairs: Pairs): Pairs {
  return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name.toLowerCase(), value]));
}
