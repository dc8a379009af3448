import { join } from "node:path";
import type { RunnerHost } from "../../function-runner/index.ts";
import type { Cloud } from "../../service.ts";
import { inTransaction } from "../../stores/transaction.ts";
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
    writeLog(logGroupName, logStreamName, lines) {
      try {
        inTransaction(cloud.db, () => writeLog(cloud, logGroupName, logStreamName, lines));
      } catch (error) {
        // A log that cannot be written must not fail the function.
        cloud.log(`lambda: the log of ${logGroupName} could not be written: ${String(error)}`);
      }
    },
    recordColdStart: (coldStart) => recordColdStart(cloud, coldStart),
  };
}
