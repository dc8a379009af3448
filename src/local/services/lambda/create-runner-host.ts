import { join } from "node:path";
import { authorize } from "../../iam/authorize.ts";
import type { FunctionLogStream, RunnerHost } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import { inUnsyncedTransaction } from "../../stores/unsynced-transaction.ts";
import { writeLog } from "../logs/index.ts";
import { issueRoleCredentials } from "../sts/index.ts";
import { recordColdStart } from "./cold-starts.ts";

// As Lambda's: longer than any environment is kept warm without being looked at.
const credentialSeconds = 12 * 60 * 60;

/** Gives the runner credentials, logs and time of this cloud. */
export function createRunnerHost(cloud: Cloud): RunnerHost {
  return {
    region: cloud.region,
    endpoint: () => cloud.endpoint,
    temporaryFolder: join(cloud.dataFolder, "tmp", "functions"),
    now: cloud.clock.now,
    at: cloud.clock.at,
    newId: cloud.newId,
    credentials(roleArn, functionName) {
      const issued = issueRoleCredentials(cloud, {
        roleArn,
        sessionName: functionName,
        durationSeconds: credentialSeconds,
      });
      return {
        accessKeyId: issued.AccessKeyId,
        secretAccessKey: issued.SecretAccessKey,
        sessionToken: issued.SessionToken,
        expiresAt: issued.Expiration.getTime(),
      };
    },
    openLog: (stream) => openLog(cloud, stream),
    recordColdStart: (coldStart) => recordColdStart(cloud, coldStart),
  };
}

/** Lambda writes with the function's role, and drops what it may not write. */
function openLog(cloud: Cloud, stream: FunctionLogStream): (lines: readonly string[]) => void {
  const { logGroupName, logStreamName, roleArn, functionName } = stream;
  const resource = `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${logGroupName}:log-stream:${logStreamName}`;
  const role = { kind: "role", roleArn, sessionName: functionName } as const;
  const needed = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ action, resource }));
  // What was allowed when the function began stays so: its last lines may come when its role is being deleted.
  let denial = authorize(cloud, role, needed);
  return (lines) => {
    if (denial !== undefined) denial = authorize(cloud, role, needed);
    if (denial !== undefined) {
      cloud.log(`lambda: ${functionName} has no log, here and on AWS: ${denial.message}`);
      return;
    }
    try {
      inUnsyncedTransaction(cloud.db, () => writeLog(cloud, logGroupName, logStreamName, lines));
    } catch (error) {
      // A log that cannot be written must not fail the function.
      cloud.log(`lambda: the log of ${logGroupName} could not be written: ${String(error)}`);
    }
  };
}
