/** The region of the local cloud; its account is 000000000000. */
const region = "us-east-1";

/** Variables that make unmodified AWS clients talk to the local cloud. */
export function clientEnvironment(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // Never real keys: a client that ignores the endpoint must not reach a real account.
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    // Some operations prefix the host name (`sync-…`), which no 127.0.0.1 can have.
    AWS_DISABLE_HOST_PREFIX_INJECTION: "true",
    // The v1 CLI would otherwise page its output.
    AWS_PAGER: "",
  };
}

/** Variables that would win over the above and lead to a real account, beside those that name the endpoint of one service. */
export const conflictingVariables: readonly string[] = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_ROLE_ARN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
];

/** Whether a variable would lead a client away from the local cloud; any service may have an endpoint of its own. */
export const isConflicting = (name: string): boolean =>
  conflictingVariables.includes(name) || /^AWS_ENDPOINT_URL_\w+$/.test(name);

/** This process's environment with the local cloud in place of AWS, for a child such as the `cdk` CLI. */
export function environmentFor(endpoint: string, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !isConflicting(name));
  return { ...Object.fromEntries(kept), ...clientEnvironment(endpoint) };
}
