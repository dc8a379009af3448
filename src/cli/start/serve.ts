import { physicalBuckets } from "#local";
import { bucketVariable } from "../bucket-variable.ts";
import { deploySession, type Session } from "./deploy-session.ts";
import { reportExecutions } from "./report-executions.ts";
import { watchSources } from "./watch-sources.ts";
import { watchTypes } from "./watch-types.ts";

/** Deploys, then again on save, and tells of what runs, until the session's signal. */
export async function serve(session: Session): Promise<void> {
  const { project, running, reporter, signal } = session;
  const types = watchTypes(session);
  const stopReporting = reportExecutions({ cloud: running.cloud, reporter });
  types.check();
  const isDeployed = await deploySession(session);
  reporter.plain(
    isDeployed
      ? await welcome(session)
      : "\nThe deployment failed, and what ran before goes on. Save a file to try again.\n",
  );
  let next: Promise<unknown> = Promise.resolve();
  const stopWatching = watchSources(project.folder, (files) => {
    reporter.step(`changed: ${files.slice(0, 3).join(", ")}${files.length > 3 ? ` and ${files.length - 3} more` : ""}`);
    types.check();
    // One deployment at a time; a change during one is deployed after it.
    next = next.then(() => deploySession(session));
  });
  await new Promise<void>((resolveStopped) => {
    if (signal.aborted) resolveStopped();
    signal.addEventListener("abort", () => resolveStopped());
  });
  stopWatching();
  stopReporting();
  await Promise.all([next, types.settled()]);
  reporter.plain("");
  reporter.step("stopping");
}

async function welcome({ running: { endpoint, cloud } }: Session): Promise<string> {
  const buckets = [...(await physicalBuckets(cloud))].map(
    ([name, physical]) => [bucketVariable(name), physical] as const,
  );
  const width = Math.max(...buckets.map(([variable]) => variable.length));
  const [first] = buckets;
  return [
    "",
    `  Console   ${endpoint}/_millrace/`,
    "            drop a file into a bucket there and watch the workflow run",
    "",
    ...buckets.map(
      ([variable, physical], index) =>
        `  ${index === 0 ? "Buckets" : "       "}   ${variable.padEnd(width)}  ${physical}`,
    ),
    ...(first === undefined ? [] : [""]),
    "  In another shell, any AWS client:",
    '            eval "$(npx millrace env)"',
    `            aws s3 ls${first === undefined ? "" : ` "s3://$${first[0]}"`}`,
    "            npx cdk diff",
    "",
    "  Save a file to deploy again. Ctrl+C stops.",
    "",
  ].join("\n");
}
