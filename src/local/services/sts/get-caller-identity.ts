import { createHash } from "node:crypto";
import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import type { Operation } from "../../service.ts";
import { principalArn } from "./principal-arn.ts";

export const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = {
  members: [],
  handle(_input, { cloud, principal }) {
    return {
      UserId: principal.kind === "root" ? cloud.accountId : `${roleId(principal.roleArn)}:${principal.sessionName}`,
      Account: cloud.accountId,
      Arn: principalArn(cloud, principal),
    };
  },
};

/** A stable stand-in for the unique id that AWS gives each role. */
export function roleId(roleArn: string): string {
  return `AROA${createHash("sha256").update(roleArn).digest("hex").slice(0, 17).toUpperCase()}`;
}
