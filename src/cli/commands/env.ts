import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { BucketList } from "#local";
import { bucketVariable, bucketVariablePrefix } from "../bucket-variable.ts";
import { clientEnvironment, conflictingVariables, isConflicting } from "../client-environment.ts";
import { readServerFile } from "../server-file.ts";

const help = `usage: eval "$(npx millrace env)"

Prints the exports that point aws, cdk and SDKs at the local cloud that \`npm start\` runs in this folder, and
MILLRACE_BUCKET_<NAME> with the physical name of each bucket of the app.

The v1 CLI's \`aws sqs\` ignores the exported endpoint: give it --endpoint-url "$AWS_ENDPOINT_URL".

  --unset      print what undoes them
  --data DIR   the folder given to \`start --data\` (default: .millrace)
  --help       show this text`;

/** `millrace env`: shell code for `eval`, so everything else goes to stderr. */
export async function env(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      unset: { type: "boolean" },
      data: { type: "string", default: ".millrace" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  if (values.unset === true) {
    const buckets = Object.keys(process.env).filter((name) => name.startsWith(bucketVariablePrefix));
    console.log(`unset ${[...Object.keys(clientEnvironment("")), ...buckets].join(" ")}`);
    return 0;
  }
  const server = readServerFile(resolve(values.data));
  if (server === undefined) {
    console.error("no local cloud runs in this folder\nfix: run `npx millrace start` in another shell, in this folder");
    return 1;
  }
  const variables = { ...clientEnvironment(server.endpoint), ...(await bucketVariables(server.endpoint)) };
  for (const [name, value] of Object.entries(variables)) {
    console.log(`export ${name}='${value}'`);
  }
  const set = Object.keys(process.env).filter(isConflicting);
  console.log(`unset ${[...new Set([...conflictingVariables, ...set])].join(" ")}`);
  return 0;
}

/** As the running cloud tells them: it alone knows what is deployed. */
async function bucketVariables(endpoint: string): Promise<Readonly<Record<string, string>>> {
  try {
    const response = await fetch(`${endpoint}/_millrace/api/buckets`);
    const { buckets } = (await response.json()) as BucketList;
    return Object.fromEntries(
      buckets.flatMap(({ name, logicalName }) => (logicalName === null ? [] : [[bucketVariable(logicalName), name]])),
    );
  } catch {
    console.error(`the local cloud at ${endpoint} does not answer; the names of its buckets are left out`);
    return {};
  }
}
