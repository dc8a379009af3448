import { describe, expect, it } from "vitest";
import { hasTool } from "../support/required-tool.ts";
import { awsCliSuite } from "./aws-cli-suite.ts";

describe.skipIf(!hasTool("aws"))("aws logs, cloudwatch and ssm", () => {
  const { aws, refused } = awsCliSuite();

  it.concurrent("writes, reads and filters logs", async () => {
    const group = { logGroupName: "/app/work" };
    await aws("logs create-log-group", { ...group, tags: { team: "a" } });
    await aws("logs create-log-stream", { ...group, logStreamName: "one" });
    expect(await refused("logs create-log-group", group)).toBe(
      "An error occurred (ResourceAlreadyExistsException) when calling the CreateLogGroup operation: The specified log group already exists",
    );
    const now = Date.now();
    const messages = ["begin", '{"level":"ERROR","code":5}', "ERROR it broke", "end"];
    const logEvents = messages.map((message, index) => ({ timestamp: now + index, message }));
    expect(await aws("logs put-log-events", { ...group, logStreamName: "one", logEvents })).toHaveProperty(
      "nextSequenceToken",
    );
    const read = await aws("logs get-log-events", { ...group, logStreamName: "one", startFromHead: true, limit: 2 });
    expect(read.events).toMatchObject(logEvents.slice(0, 2));
    const texts = async (filterPattern: string): Promise<readonly string[]> =>
      (await aws("logs filter-log-events", { ...group, filterPattern })).events.map(
        ({ message }: { message: string }) => message,
      );
    expect(await texts("ERROR")).toEqual(messages.slice(1, 3));
    expect(await texts("ERROR -level")).toEqual(messages.slice(2, 3));
    expect(await texts('{ $.level = "ERR*" && $.code > 4 }')).toEqual(messages.slice(1, 2));
    expect(await texts("[level = ERROR, ...]")).toEqual(messages.slice(2, 3));
    expect(await refused("logs filter-log-events", { ...group, filterPattern: "{ $.level }" })).toBe(
      "An error occurred (InvalidParameterException) when calling the FilterLogEvents operation: Invalid filter pattern",
    );
    expect((await aws("logs describe-log-streams", group)).logStreams).toMatchObject([
      { logStreamName: "one", firstEventTimestamp: now, lastEventTimestamp: now + 3 },
    ]);
    const filterPattern = '{ $.level = "ERROR" }';
    const metricTransformations = [{ metricName: "Codes", metricNamespace: "App", metricValue: "$.code" }];
    await aws("logs put-metric-filter", { ...group, filterName: "codes", filterPattern, metricTransformations });
    expect((await aws("logs describe-metric-filters", group)).metricFilters).toMatchObject([
      { ...group, filterName: "codes", filterPattern, metricTransformations },
    ]);
    expect(await aws("logs test-metric-filter", { filterPattern, logEventMessages: messages })).toEqual({
      matches: [{ eventNumber: 2, eventMessage: messages[1], extractedValues: { "$.level": "ERROR" } }],
    });
    await aws("logs delete-metric-filter", { ...group, filterName: "codes" });
    expect(await refused("logs delete-metric-filter", { ...group, filterName: "codes" })).toBe(
      "An error occurred (ResourceNotFoundException) when calling the DeleteMetricFilter operation: The specified metric filter does not exist.",
    );
    await aws("logs put-retention-policy", { ...group, retentionInDays: 7 });
    const { logGroups } = await aws("logs describe-log-groups", { logGroupNamePrefix: "/app" });
    expect(logGroups).toMatchObject([{ logGroupName: "/app/work", retentionInDays: 7 }]);
    expect(await refused("logs put-retention-policy", { ...group, retentionInDays: 31 })).toContain(
      "An error occurred (InvalidParameterException) when calling the PutRetentionPolicy operation",
    );
    await aws("logs delete-retention-policy", group);
    const resourceArn = logGroups[0].logGroupArn;
    await aws("logs tag-resource", { resourceArn, tags: { stage: "dev" } });
    await aws("logs untag-resource", { resourceArn, tagKeys: ["team"] });
    expect(await aws("logs list-tags-for-resource", { resourceArn })).toEqual({ tags: { stage: "dev" } });
    await aws("logs delete-log-group", group);
    expect(await refused("logs filter-log-events", group)).toBe(
      "An error occurred (ResourceNotFoundException) when calling the FilterLogEvents operation: The specified log group does not exist.",
    );
  });

  it.concurrent("records metrics and raises an alarm", async () => {
    const alarmName = "too many";
    await aws("cloudwatch put-metric-alarm", {
      alarmName,
      namespace: "Shop",
      metricName: "Refused",
      dimensions: [{ Name: "Kind", Value: "a" }],
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 2,
      datapointsToAlarm: 1,
      threshold: 5,
      comparisonOperator: "GreaterThanThreshold",
    });
    const state = async () => (await aws("cloudwatch describe-alarms", { alarmNames: [alarmName] })).MetricAlarms[0];
    expect(await state()).toMatchObject({ AlarmName: alarmName, StateValue: "INSUFFICIENT_DATA", Threshold: 5 });
    const Dimensions = [{ Name: "Kind", Value: "a" }];
    const metricData = [2, 7].map((Value) => ({ MetricName: "Refused", Dimensions, Value }));
    await aws("cloudwatch put-metric-data", { namespace: "Shop", metricData });
    expect(await state()).toMatchObject({
      StateValue: "ALARM",
      StateReason: expect.stringContaining("Threshold Crossed"),
    });
    await aws("cloudwatch disable-alarm-actions", { alarmNames: [alarmName] });
    expect(await state()).toMatchObject({ ActionsEnabled: false });
    await aws("cloudwatch enable-alarm-actions", { alarmNames: [alarmName] });
    await aws("cloudwatch set-alarm-state", { alarmName, stateValue: "OK", stateReason: "a try" });
    expect(await state()).toMatchObject({ ActionsEnabled: true, StateValue: "OK", StateReason: "a try" });
    const refusals = { namespace: "Shop", metricName: "Refused" };
    expect((await aws("cloudwatch list-metrics", { namespace: "Shop" })).Metrics).toEqual([
      { Namespace: "Shop", MetricName: "Refused", Dimensions },
    ]);
    const time = (offset: number) => new Date(Date.now() + offset).toISOString();
    const range = { startTime: time(-1_800_000), endTime: time(1_800_000) };
    const statistics = { period: 3600, statistics: ["Sum", "Maximum"], dimensions: Dimensions };
    const read = await aws("cloudwatch get-metric-statistics", { ...refusals, ...range, ...statistics });
    expect(read).toMatchObject({ Label: "Refused", Datapoints: [{ Sum: 9, Maximum: 7 }] });
    const Metric = { Namespace: "Shop", MetricName: "Refused", Dimensions };
    const metricDataQueries = [{ Id: "all", MetricStat: { Metric, Period: 3600, Stat: "Sum" } }];
    const { MetricDataResults } = await aws("cloudwatch get-metric-data", { ...range, metricDataQueries });
    expect(MetricDataResults).toMatchObject([{ Id: "all", Values: [9], StatusCode: "Complete" }]);
    const resourceArn = (await state()).AlarmArn;
    await aws("cloudwatch tag-resource", { resourceArn, tags: [{ Key: "team", Value: "a" }] });
    expect(await aws("cloudwatch list-tags-for-resource", { resourceArn })).toEqual({
      Tags: [{ Key: "team", Value: "a" }],
    });
    await aws("cloudwatch delete-alarms", { alarmNames: [alarmName] });
    expect((await aws("cloudwatch describe-alarms")).MetricAlarms).toEqual([]);
  });

  it.concurrent("keeps dashboards", async () => {
    const dashboardName = "orders";
    const widgets = [{ type: "text", width: 24, height: 2, properties: { markdown: "# Orders" } }];
    const dashboardBody = JSON.stringify({ widgets });
    expect(await aws("cloudwatch put-dashboard", { dashboardName, dashboardBody })).toEqual({
      DashboardValidationMessages: [],
    });
    const DashboardArn = "arn:aws:cloudwatch::000000000000:dashboard/orders";
    expect(await aws("cloudwatch get-dashboard", { dashboardName })).toEqual({
      DashboardName: dashboardName,
      DashboardArn,
      DashboardBody: dashboardBody,
    });
    expect((await aws("cloudwatch list-dashboards")).DashboardEntries).toMatchObject([
      { DashboardName: dashboardName, DashboardArn, Size: dashboardBody.length },
    ]);
    expect(await refused("cloudwatch put-dashboard", { dashboardName, dashboardBody: "{}" })).toContain(
      "An error occurred (InvalidParameterInput) when calling the PutDashboard operation: The dashboard body is invalid, there are 1 validation errors:",
    );
    await aws("cloudwatch delete-dashboards", { dashboardNames: [dashboardName] });
    expect(await refused("cloudwatch get-dashboard", { dashboardName })).toBe(
      "An error occurred (ResourceNotFound) when calling the GetDashboard operation: Dashboard orders does not exist",
    );
  });

  it.concurrent("keeps parameters", async () => {
    const name = "/app/colour";
    expect(await aws("ssm put-parameter", { name, value: "red", type: "String" })).toEqual({
      Version: 1,
      Tier: "Standard",
    });
    expect(await refused("ssm put-parameter", { name, value: "blue", type: "String" })).toBe(
      "An error occurred (ParameterAlreadyExists) when calling the PutParameter operation: The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
    expect(await aws("ssm put-parameter", { name, value: "blue", overwrite: true })).toMatchObject({ Version: 2 });
    expect((await aws("ssm get-parameter", { name })).Parameter).toMatchObject({
      Name: name,
      Type: "String",
      Value: "blue",
      Version: 2,
      ARN: "arn:aws:ssm:us-east-1:000000000000:parameter/app/colour",
    });
    expect(await aws("ssm get-parameters", { names: [name, "/nothing"] })).toMatchObject({
      Parameters: [{ Value: "blue" }],
      InvalidParameters: ["/nothing"],
    });
    const under = await aws("ssm get-parameters-by-path", { path: "/app" });
    expect(under.Parameters).toMatchObject([{ Name: name, Value: "blue" }]);
    const parameterFilters = [{ Key: "Type", Values: ["String"] }];
    const { Parameters } = await aws("ssm describe-parameters", { parameterFilters });
    expect(Parameters).toContainEqual(expect.objectContaining({ Name: name, Tier: "Standard", Version: 2 }));
    const resource = { resourceType: "Parameter", resourceId: name };
    await aws("ssm add-tags-to-resource", { ...resource, tags: [{ Key: "team", Value: "a" }] });
    expect(await aws("ssm list-tags-for-resource", resource)).toEqual({ TagList: [{ Key: "team", Value: "a" }] });
    expect(await aws("ssm delete-parameters", { names: ["/nothing"] })).toEqual({
      DeletedParameters: [],
      InvalidParameters: ["/nothing"],
    });
    await aws("ssm delete-parameter", { name });
    expect(await refused("ssm get-parameter", { name })).toContain(
      "An error occurred (ParameterNotFound) when calling the GetParameter operation",
    );
  });
});
