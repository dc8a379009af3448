import type { CreateLogStreamRequest } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { findStream, insertStream } from "./log-store.ts";
import { requireGroup } from "./require-group.ts";

export const createLogStream: Operation<CreateLogStreamRequest, object> = {
  members: ["logGroupName", "logStreamName"],
  handle({ logGroupName, logStreamName = "" }, { cloud }) {
    const { name } = requireGroup(cloud, logGroupName);
    if (!/^[^:*]{1,512}$/.test(logStreamName)) {
      throw new AwsError(
        "InvalidParameterException",
        `Value '${logStreamName}' at 'logStreamName' is not a valid log stream name`,
      );
    }
    if (findStream(cloud.db, name, logStreamName)) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    insertStream(cloud.db, name, logStreamName, cloud.clock.now());
    return {};
  },
};
