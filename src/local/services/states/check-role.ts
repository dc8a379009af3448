import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";

const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

/** Throws unless the role exists and lets Step Functions assume it, as AWS finds out when a state machine is created. */
export async function checkRole(cloud: Cloud, roleArn: string): Promise<void> {
  if (!rolePattern.test(roleArn)) throw new AwsError("InvalidArn", `Invalid Role Arn: '${roleArn}'`);
  if (!trustsStates(cloud, await trustPolicyOf(cloud, roleArn))) {
    throw new AwsError(
      "AccessDeniedException",
      "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the " +
        "provided role.",
    );
  }
}

async function trustPolicyOf(cloud: Cloud, roleArn: string): Promise<string | undefined> {
  const RoleName = roleArn.split("/").at(-1) ?? "";
  try {
    const root = { kind: "root" } as const;
    const found = await cloud.call<{ Role?: { AssumeRolePolicyDocument?: string } }>(
      "iam",
      "GetRole",
      { RoleName },
      root,
    );
    return found.Role?.AssumeRolePolicyDocument;
  } catch (error) {
    if (error instanceof AwsError && error.code.startsWith("NoSuchEntity")) return undefined;
    throw error;
  }
}

interface TrustStatement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: string | { readonly Service?: string | readonly string[] };
}

function trustsStates(cloud: Cloud, policy: string | undefined): boolean {
  if (policy === undefined) return false;
  // IAM answers policies URL-encoded.
  const text = policy.trimStart().startsWith("{") ? policy : decodeURIComponent(policy);
  const { Statement } = JSON.parse(text) as { Statement?: TrustStatement | readonly TrustStatement[] };
  const services = new Set(["states.amazonaws.com", `states.${cloud.region}.amazonaws.com`]);
  return toList(Statement).some(
    ({ Effect, Action, Principal }) =>
      Effect === "Allow" &&
      toList(Action).some((action) => action === "sts:AssumeRole" || action === "sts:*" || action === "*") &&
      typeof Principal === "object" &&
      toList(Principal.Service).some((service) => services.has(service)),
  );
}

function toList<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}
