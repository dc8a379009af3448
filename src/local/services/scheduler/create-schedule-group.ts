import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { checkName } from "./constraints.ts";
import { findGroup, groupArn, groupAuthorization, toTagMap } from "./group-store.ts";
import type { Tag } from "./schedule-types.ts";

interface CreateScheduleGroupRequest {
  readonly Name: string;
  readonly Tags?: readonly Tag[];
  readonly ClientToken?: string;
}

export const createScheduleGroup: Operation<CreateScheduleGroupRequest, { readonly ScheduleGroupArn: string }> = {
  members: ["Name", "Tags", "ClientToken"],
  authorize: groupAuthorization("CreateScheduleGroup"),
  handle({ Name, Tags, ClientToken }, { cloud }) {
    checkName("name", Name);
    const ScheduleGroupArn = groupArn(cloud, Name);
    const existing = findGroup(cloud, Name);
    if (existing !== undefined) {
      // The same request once more.
      if (ClientToken !== undefined && existing.client_token === ClientToken) return { ScheduleGroupArn };
      throw new AwsError("ConflictException", `Schedule group ${Name} already exists.`, 409);
    }
    const now = cloud.clock.now();
    cloud.db
      .prepare("INSERT INTO scheduler_groups VALUES (?, ?, ?, ?, ?)")
      .run(Name, JSON.stringify(toTagMap(Tags)), now, now, ClientToken ?? null);
    return { ScheduleGroupArn };
  },
};
