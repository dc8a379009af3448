import { errorNames } from "#asl";
import type { Json } from "#asl";
import { resultFiles, TaskFailure, unexportedResults } from "#interpreter";
import { AwsError } from "../aws-error.ts";
import { childResults, type ResultStores } from "./child-results.ts";
import type { TaskCall } from "./integrations/integration.ts";

/** What a ResultWriter may be. */
export const writerResource = "arn:aws:states:::s3:putObject";

/** Writes what the children of a map run gave to S3, as the execution's own role; the manifest comes last. */
export async function writeResults(
  { cloud, principal, task, execution }: TaskCall,
  stores: ResultStores,
): Promise<Json> {
  const { Bucket, Prefix = "" } = task.arguments as { readonly Bucket?: string; readonly Prefix?: string };
  const { mapRunId, mapRunArn, format, isExported } = task.resultWriter!;
  const run = stores.mapRuns.find(execution.id, mapRunId);
  if (run === undefined) throw writerFailure("There is no such map run any more.");
  const children = childResults(run, execution, stores);
  if (!isExported) return unexportedResults(children, format);
  if (typeof Bucket !== "string" || typeof Prefix !== "string") {
    throw writerFailure("The result writer's Arguments need the text Bucket.");
  }
  const { files, output } = resultFiles(children, { bucket: Bucket, prefix: Prefix, mapRunArn, format });
  try {
    for (const { key, body } of files) {
      const request = { Bucket, Key: key, Body: Buffer.from(body), ContentType: "application/json" };
      await cloud.call("s3", "PutObject", request, principal);
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { message, status, code } = error;
    throw writerFailure(`${message} (Service: Amazon S3; Status Code: ${status}; Error Code: ${code})`);
  }
  stores.mapRuns.noteResultsWritten(run.id);
  return output;
}

function writerFailure(cause: string): TaskFailure {
  return new TaskFailure(errorNames.resultWriterFailed, cause);
}
