import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readAccess, type RightUse, type RoleAccess } from "#local";
import { oneOf } from "../one-of.ts";
import { UserError } from "../user-error.ts";

const usage = `usage: npx millrace iam [options]

Prints, for each role of what is deployed in the local cloud, the rights that it has and never used, and the calls that were
denied to it. Every call of a handler or a state machine is decided and recorded; what nobody tried is not known to be needless.

  --role TEXT                 only roles whose name contains the text
  --all                       print the rights that were used, too
  --check                     exit code 1 if a right was never used or a call was denied, for a build
  --data DIR                  the folder given to \`start --data\` (default: .millrace)
  --format pretty|line|json   (default: pretty)
  --help                      show this text`;

/** `millrace iam`: what roles may do and did. */
export async function iam(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      role: { type: "string", default: "" },
      all: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      data: { type: "string", default: ".millrace" },
      format: { type: "string", default: "pretty" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const format = oneOf("--format", ["pretty", "line", "json"], values.format);
  const found = readAccess(resolve(values.data));
  if (found === undefined)
    throw new UserError(
      `${values.data} holds no local cloud's data`,
      "run `npx millrace start` in this folder first, or name the folder with --data",
    );
  const roles = found.filter(({ roleName }) => roleName.includes(values.role));
  console.log(format === "json" ? JSON.stringify(roles, null, 2) : print(roles, format, values.all));
  const isFlawed = roles.some(({ rights, denied }) => denied.length > 0 || rights.some(isUnused));
  return values.check && isFlawed ? 1 : 0;
}

const isUnused = ({ firstUsedAt }: RightUse): boolean => firstUsedAt === undefined;

function print(roles: readonly RoleAccess[], format: "pretty" | "line", all: boolean): string {
  const isLine = format === "line";
  const blocks = roles.map(({ roleName, rights, denied }) => {
    const lines = [
      ...rights.filter((right) => all || isUnused(right)).map(describeRight),
      ...denied.map(
        ({ action, resource, reason, times }) =>
          `denied  ${action} on ${resource}${times > 1 ? `, ${times} times` : ""}: ${reason}`,
      ),
    ];
    if (isLine) return lines.map((line) => `${roleName}: ${line}`);
    return lines.length === 0 ? [] : [roleName, ...lines.map((line) => `  ${line}`), ""];
  });
  return [...blocks.flat(), summary(roles)].join("\n");
}

function describeRight({ action, resource, policy, statement, sid, firstUsedAt }: RightUse): string {
  const place = `${policy}, statement ${statement}${sid === undefined ? "" : ` (${sid})`}`;
  return `${firstUsedAt === undefined ? "unused" : "used  "}  ${action} on ${resource} — ${place}`;
}

function summary(roles: readonly RoleAccess[]): string {
  const rights = roles.flatMap((role) => role.rights);
  const denied = roles.flatMap((role) => role.denied).length;
  const used = rights.length - rights.filter(isUnused).length;
  return (
    `${counted(roles.length, "role")}: ${used} of ${counted(rights.length, "right")} used, ` +
    (denied === 0 ? "no call denied" : `${counted(denied, "call")} denied`)
  );
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
