import type { PutDashboardInput, PutDashboardOutput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { checkDashboardBody } from "./check-dashboard-body.ts";
import { findDashboard, putDashboardRecord } from "./dashboard-store.ts";
import { tagsOf } from "./tagged-resource.ts";

/** Keeps a dashboard, which nobody draws here; a second one of the same name takes the place of the first. */
export const putDashboard: Operation<PutDashboardInput, PutDashboardOutput> = {
  members: ["DashboardName", "DashboardBody", "Tags"],
  handle({ DashboardName: name = "", DashboardBody: body = "", Tags = [] }, { cloud }) {
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
      throw invalid(
        `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
      );
    }
    const problems = checkDashboardBody(body);
    if (problems.length > 0) throw invalidBody(problems);
    // As on AWS, tags count when the dashboard is made.
    const tags = findDashboard(cloud.db, name)?.tags ?? tagsOf(Tags);
    putDashboardRecord(cloud.db, { name, body, tags, updatedAt: cloud.clock.now() });
    return { DashboardValidationMessages: [] };
  },
};

function invalidBody(problems: ReturnType<typeof checkDashboardBody>): AwsError {
  const listed = problems.map(({ DataPath: dataPath, Message: message }) => ({ dataPath, message }));
  const message = `The dashboard body is invalid, there are ${problems.length} validation errors:\n${JSON.stringify(listed, undefined, 2)}`;
  return invalid(message, { dashboardValidationMessages: problems });
}

function invalid(message: string, members: Readonly<Record<string, unknown>> = {}): AwsError {
  return new AwsError("DashboardInvalidInputError", message, 400, members);
}
