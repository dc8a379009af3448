import type { CreateLogGroupRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { findGroup, insertGroup } from "./log-store.ts";

export const createLogGroup: Operation<CreateLogGroupRequest, object> = {
  members: ["logGroupName", "tags", "logGroupClass"],
  handle({ logGroupName = "", tags = {}, logGroupClass = "STANDARD" }, { cloud }) {
    if (logGroupClass !== "STANDARD") throw notImplemented(`The logGroupClass ${logGroupClass}`);
    if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(logGroupName)) {
      throw new AwsError(
        "InvalidParameterException",
        `1 validation error detected: Value '${logGroupName}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
      );
    }
    if (findGroup(cloud.db, logGroupName)) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    insertGroup(cloud.db, logGroupName, cloud.clock.now(), tags);
    return {};
  },
};
