import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { clientEnvironment, conflictingVariables } from "../client-environment.ts";
import { readServerFile } from "../server-file.ts";

const help = `usage: eval "$(npx millrace env)"

Prints the exports that point aws, cdk and SDKs at the local cloud that \`npm start\` runs in this folder.

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
    console.log(`unset ${Object.keys(clientEnvironment("")).join(" ")}`);
    return 0;
  }
  const server = readServerFile(resolve(values.data));
  if (server === undefined) {
    console.error("no local cloud runs in this folder\nfix: run `npx millrace start` in another shell, in this folder");
    return 1;
  }
  for (const [name, value] of Object.entries(clientEnvironment(server.endpoint))) {
    console.log(`export ${name}='${value}'`);
  }
  console.log(`unset ${conflictingVariables.join(" ")}`);
  return 0;
}
