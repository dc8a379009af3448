import type { DescribeStackResourcesOutput, Stack } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inlineCodeZip } from "../../../src/local/cloudformation/resources/inline-code-zip.ts";
import { resourceTypes } from "../../../src/local/cloudformation/resources/index.ts";
import type { ServiceName } from "../../../src/local/service.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

const trust = (...services: readonly string[]): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" }],
});
const allow = (Action: string, Resource: unknown): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const arn = (logicalId: string): object => ({ "Fn::GetAtt": [logicalId, "Arn"] });
const ref = (logicalId: string): object => ({ Ref: logicalId });
const definition = (wait: number): string =>
  JSON.stringify({
    QueryLanguage: "JSONata",
    StartAt: "Wait",
    States: {
      Wait: { Type: "Wait", Seconds: wait, Next: "Work" },
      Work: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "${Work}" },
        End: true,
      },
    },
  });

/** One of everything, in its first and its second state. */
function everything(state: "first" | "second"): string {
  const isFirst = state === "first";
  const tags = [{ Key: "state", Value: state }];
  const resources: Record<string, readonly [type: string, properties: object]> = {
    Metadata: ["AWS::CDK::Metadata", { Analytics: "v2:deflate64:x" }],
    Landing: [
      "AWS::S3::Bucket",
      {
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: isFirst } },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
        VersioningConfiguration: { Status: "Enabled" },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        ...(isFirst && {
          CorsConfiguration: {
            CorsRules: [
              { Id: "web", AllowedMethods: ["GET"], AllowedOrigins: ["*"], ExposedHeaders: ["ETag"], MaxAge: "60" },
            ],
          },
        }),
        ...(isFirst && {
          LifecycleConfiguration: {
            Rules: [
              {
                Status: "Enabled",
                ExpirationInDays: 30,
                Prefix: "in/",
                TagFilters: [{ Key: "a", Value: "b" }],
                Transitions: [{ StorageClass: "STANDARD_IA", TransitionInDays: "7" }],
              },
            ],
          },
        }),
        Tags: tags,
      },
    ],
    LandingPolicy: [
      "AWS::S3::BucketPolicy",
      {
        Bucket: ref("Landing"),
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: { AWS: "*" },
              Action: "s3:*",
              Resource: arn("Landing"),
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        },
      },
    ],
    Role: [
      "AWS::IAM::Role",
      {
        AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
        Policies: [
          { PolicyName: "inline", PolicyDocument: allow("s3:GetObject", "*") },
          { PolicyName: "consume", PolicyDocument: allow("sqs:*", "*") },
        ],
        Description: state,
        Tags: tags,
      },
    ],
    Grant: [
      "AWS::IAM::Policy",
      {
        PolicyName: "grant",
        Roles: [ref("Role")],
        PolicyDocument: allow(isFirst ? "s3:GetObject" : "s3:PutObject", arn("Landing")),
      },
    ],
    Shared: ["AWS::IAM::ManagedPolicy", { PolicyDocument: allow("sqs:SendMessage", state), Roles: [ref("Role")] }],
    Log: ["AWS::Logs::LogGroup", { RetentionInDays: isFirst ? 30 : 7, LogGroupClass: "STANDARD", Tags: tags }],
    LogFilter: [
      "AWS::Logs::MetricFilter",
      {
        LogGroupName: ref("Log"),
        FilterPattern: isFirst ? "ERROR" : '{ $.level = "ERROR" }',
        MetricTransformations: [
          { MetricName: "Errors", MetricNamespace: "Demo", MetricValue: "1", DefaultValue: 0, Unit: "Count" },
        ],
      },
    ],
    LogAccess: [
      "AWS::Logs::ResourcePolicy",
      {
        PolicyName: "demo-logs",
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: state,
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "logs:PutLogEvents",
              Resource: "*",
            },
          ],
        },
      },
    ],
    Setting: ["AWS::SSM::Parameter", { Type: "String", Value: state }],
    News: [
      "AWS::SNS::Topic",
      {
        DisplayName: state,
        Tags: tags,
        ...(isFirst
          ? { Subscription: [{ Protocol: "lambda", Endpoint: arn("Work") }] }
          : { Subscription: [{ Protocol: "sqs", Endpoint: arn("DeadLetters") }] }),
      },
    ],
    NewsPolicy: [
      "AWS::SNS::TopicPolicy",
      {
        Topics: [ref("News")],
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: state,
              Effect: "Allow",
              Principal: { Service: "events.amazonaws.com" },
              Action: "sns:Publish",
              Resource: ref("News"),
            },
          ],
        },
      },
    ],
    Steps: ["AWS::SNS::Topic", { FifoTopic: "true", ContentBasedDeduplication: isFirst }],
    StepsPolicy: [
      "AWS::SNS::TopicInlinePolicy",
      { TopicArn: ref("Steps"), PolicyDocument: allow("sns:Publish", state) },
    ],
    Reader: [
      "AWS::SNS::Subscription",
      {
        TopicArn: ref("Steps"),
        Protocol: "sqs",
        Endpoint: arn("DeadLetters"),
        RawMessageDelivery: isFirst,
        ...(isFirst
          ? { FilterPolicyScope: "MessageBody", FilterPolicy: { detail: { state: [state] } } }
          : { FilterPolicy: { state: [state] } }),
        RedrivePolicy: { deadLetterTargetArn: arn("DeadLetters") },
      },
    ],
    Password: [
      "AWS::SecretsManager::Secret",
      {
        Description: state,
        GenerateSecretString: {
          SecretStringTemplate: '{"user":"anna"}',
          GenerateStringKey: "password",
          PasswordLength: isFirst ? "20" : 24,
          ExcludePunctuation: true,
        },
        Tags: tags,
      },
    ],
    PasswordPolicy: [
      "AWS::SecretsManager::ResourcePolicy",
      {
        SecretId: ref("Password"),
        BlockPublicPolicy: "true",
        ResourcePolicy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Deny", Principal: "*", Action: "secretsmanager:DeleteSecret", Resource: "*", Sid: state },
          ],
        },
      },
    ],
    Layer: [
      "AWS::Lambda::LayerVersion",
      { Content: { S3Bucket: "code", S3Key: "layer.zip" }, CompatibleRuntimes: ["nodejs24.x"], Description: state },
    ],
    Work: [
      "AWS::Lambda::Function",
      {
        Code: { ZipFile: `exports.handler = async () => "${state}";` },
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Role: arn("Role"),
        MemorySize: isFirst ? 256 : 512,
        Timeout: "10",
        Environment: { Variables: { STATE: state, COUNT: 1 } },
        Layers: [ref("Layer")],
        LoggingConfig: { LogGroup: ref("Log") },
        Tags: tags,
      },
    ],
    [isFirst ? "VersionA" : "VersionB"]: ["AWS::Lambda::Version", { FunctionName: ref("Work") }],
    Live: [
      "AWS::Lambda::Alias",
      {
        FunctionName: ref("Work"),
        Name: "live",
        FunctionVersion: { "Fn::GetAtt": [isFirst ? "VersionA" : "VersionB", "Version"] },
      },
    ],
    MayInvoke: [
      "AWS::Lambda::Permission",
      {
        FunctionName: ref("Live"),
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn: arn("Rule"),
      },
    ],
    Async: [
      "AWS::Lambda::EventInvokeConfig",
      { FunctionName: ref("Work"), Qualifier: "$LATEST", MaximumRetryAttempts: isFirst ? 0 : 1 },
    ],
    Consume: [
      "AWS::Lambda::EventSourceMapping",
      {
        EventSourceArn: arn("DeadLetters"),
        FunctionName: ref("Work"),
        Enabled: false,
        BatchSize: isFirst ? "5" : 10,
        ...(isFirst && { FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] } }),
        Tags: tags,
      },
    ],
    Approve: ["AWS::StepFunctions::Activity", { Name: "demo-approve", Tags: tags }],
    Api: [
      "AWS::Events::Connection",
      {
        Description: state,
        AuthorizationType: isFirst ? "BASIC" : "API_KEY",
        AuthParameters: {
          ...(isFirst
            ? { BasicAuthParameters: { Username: "anna", Password: "hidden" } }
            : { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "hidden" } }),
          InvocationHttpParameters: { HeaderParameters: [{ Key: "a", Value: "b", IsValueSecret: "false" }] },
        },
      },
    ],
    WebHook: [
      "AWS::Events::ApiDestination",
      {
        ConnectionArn: arn("Api"),
        InvocationEndpoint: `https://example.com/${state}/*`,
        HttpMethod: isFirst ? "POST" : "PUT",
        ...(isFirst && { Description: "first", InvocationRateLimitPerSecond: "5" }),
      },
    ],
    Bus: ["AWS::Events::EventBus", { Name: "demo-bus", Tags: tags }],
    Things: [
      "AWS::DynamoDB::Table",
      {
        StreamSpecification: { StreamViewType: isFirst ? "NEW_IMAGE" : "NEW_AND_OLD_IMAGES" },
        AttributeDefinitions: ["id", "at", "who"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        KeySchema: [
          { AttributeName: "id", KeyType: "HASH" },
          { AttributeName: "at", KeyType: "RANGE" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-who",
            KeySchema: [{ AttributeName: "who", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        ].filter(() => isFirst),
        ...(!isFirst && {
          AttributeDefinitions: ["id", "at"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        }),
        BillingMode: isFirst ? "PAY_PER_REQUEST" : "PROVISIONED",
        ...(!isFirst && { ProvisionedThroughput: { ReadCapacityUnits: "5", WriteCapacityUnits: 6 } }),
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: isFirst },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !isFirst },
        SSESpecification: { SSEEnabled: true },
        Tags: tags,
      },
    ],
    GlobalThings: [
      "AWS::DynamoDB::GlobalTable",
      {
        ...(isFirst && { StreamSpecification: { StreamViewType: "KEYS_ONLY" } }),
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        WriteProvisionedThroughputSettings: {
          WriteCapacityAutoScalingSettings: {
            MinCapacity: isFirst ? 1 : 2,
            MaxCapacity: 5,
            TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 },
          },
        },
        Replicas: [
          {
            Region: ref("AWS::Region"),
            ReadProvisionedThroughputSettings: { ReadCapacityUnits: 3 },
            Tags: tags,
          },
        ],
      },
    ],
    DeadLetters: [
      "AWS::SQS::Queue",
      { MessageRetentionPeriod: isFirst ? 1209600 : 86400, SqsManagedSseEnabled: true, Tags: tags },
    ],
    Ordered: [
      "AWS::SQS::Queue",
      {
        FifoQueue: true,
        ContentBasedDeduplication: isFirst,
        DeduplicationScope: "messageGroup",
        FifoThroughputLimit: isFirst ? "perMessageGroupId" : "perQueue",
        RedrivePolicy: { deadLetterTargetArn: arn("OrderedDead"), maxReceiveCount: isFirst ? 3 : 5 },
      },
    ],
    OrderedDead: ["AWS::SQS::Queue", { FifoQueue: true }],
    DeadLettersPolicy: [
      "AWS::SQS::QueuePolicy",
      { Queues: [ref("DeadLetters")], PolicyDocument: allow("sqs:SendMessage", arn("DeadLetters")) },
    ],
    Starter: [
      "AWS::IAM::Role",
      {
        AssumeRolePolicyDocument: trust("events.amazonaws.com", "scheduler.amazonaws.com", "states.amazonaws.com"),
        Policies: [{ PolicyName: "logs", PolicyDocument: allow("logs:*", "*") }],
      },
    ],
    Rule: [
      "AWS::Events::Rule",
      {
        EventBusName: ref("Bus"),
        EventPattern: { source: [state] },
        State: "ENABLED",
        Targets: [
          {
            Id: state,
            Arn: ref("Machine"),
            RoleArn: arn("Starter"),
            DeadLetterConfig: { Arn: arn("DeadLetters") },
            RetryPolicy: { MaximumRetryAttempts: "3", MaximumEventAgeInSeconds: 3600 },
          },
          {
            Id: "hook",
            Arn: arn("WebHook"),
            RoleArn: arn("Starter"),
            HttpParameters: {
              PathParameterValues: [state],
              HeaderParameters: { "x-state": state },
              QueryStringParameters: { state },
            },
          },
        ],
      },
    ],
    Archive: [
      "AWS::Events::Archive",
      {
        SourceArn: arn("Bus"),
        EventPattern: { source: [state] },
        KmsKeyIdentifier: "",
        RetentionDays: isFirst ? "7" : 0,
        Description: state,
      },
    ],
    Hourly: [
      "AWS::Events::Rule",
      {
        ScheduleExpression: isFirst ? "rate(1 hour)" : "cron(0 * * * ? *)",
        Targets: [{ Id: "t", Arn: ref("Machine"), RoleArn: arn("Starter") }],
      },
    ],
    Night: ["AWS::Scheduler::ScheduleGroup", { Tags: tags }],
    Nightly: [
      "AWS::Scheduler::Schedule",
      {
        GroupName: ref("Night"),
        ScheduleExpression: isFirst ? "rate(1 day)" : "cron(0 2 * * ? *)",
        ScheduleExpressionTimezone: "Europe/Vienna",
        StartDate: "2199-01-01T00:00:00Z",
        FlexibleTimeWindow: isFirst ? { Mode: "FLEXIBLE", MaximumWindowInMinutes: "15" } : { Mode: "OFF" },
        State: isFirst ? "ENABLED" : "DISABLED",
        Target: {
          Arn: ref("Machine"),
          RoleArn: arn("Starter"),
          DeadLetterConfig: { Arn: arn("DeadLetters") },
          RetryPolicy: { MaximumRetryAttempts: "3", MaximumEventAgeInSeconds: 3600 },
        },
      },
    ],
    Machine: [
      "AWS::StepFunctions::StateMachine",
      {
        RoleArn: arn("Starter"),
        DefinitionString: definition(isFirst ? 1 : 2),
        DefinitionSubstitutions: { Work: ref("Live") },
        LoggingConfiguration: {
          Level: "ERROR",
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: arn("Log") } }],
        },
        Tags: tags,
      },
    ],
    [isFirst ? "MachineA" : "MachineB"]: [
      "AWS::StepFunctions::StateMachineVersion",
      {
        StateMachineArn: ref("Machine"),
        StateMachineRevisionId: { "Fn::GetAtt": ["Machine", "StateMachineRevisionId"] },
      },
    ],
    MachineLive: [
      "AWS::StepFunctions::StateMachineAlias",
      {
        Name: "live",
        DeploymentPreference: { Type: "ALL_AT_ONCE", StateMachineVersionArn: ref(isFirst ? "MachineA" : "MachineB") },
      },
    ],
    Failures: [
      "AWS::CloudWatch::Alarm",
      {
        Namespace: "AWS/States",
        MetricName: "ExecutionsFailed",
        Dimensions: [{ Name: "StateMachineArn", Value: ref("Machine") }],
        Statistic: "Sum",
        Period: 300,
        EvaluationPeriods: "1",
        Threshold: isFirst ? 1 : 5,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        TreatMissingData: "notBreaching",
        ActionsEnabled: "true",
        AlarmActions: [ref("News")],
        Tags: tags,
      },
    ],
    Overview: [
      "AWS::CloudWatch::Dashboard",
      {
        DashboardBody: {
          "Fn::Sub": JSON.stringify({
            widgets: [{ type: "text", properties: { markdown: isFirst ? "first of ${Machine.Name}" : "second" } }],
          }),
        },
        Tags: tags,
      },
    ],
  };
  return JSON.stringify({
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [Type, Properties]]) => [id, { Type, Properties }]),
    ),
  });
}

describe("every resource type, made through the services' own operations", () => {
  let running: TestCloud;
  let stack: Stack;
  let ids: Record<string, string>;

  const call = <Output>(service: ServiceName, operation: string, input: object): Promise<Output> =>
    running.cloud.call<Output>(service, operation, input, { kind: "root" });
  const settle = async (): Promise<void> => {
    stack = await settledStack(running.cloud, stack?.StackId ?? "demo");
    const { StackResources = [] } = await callCloudFormation<DescribeStackResourcesOutput>(
      running.cloud,
      "DescribeStackResources",
      { StackName: stack.StackId },
    );
    ids = Object.fromEntries(StackResources.map((r) => [r.LogicalResourceId ?? "", r.PhysicalResourceId ?? ""]));
  };
  const failures = async (): Promise<readonly unknown[]> => {
    const { StackEvents } = await callCloudFormation<{
      StackEvents: readonly { ResourceStatus: string; ResourceStatusReason?: string; LogicalResourceId: string }[];
    }>(running.cloud, "DescribeStackEvents", { StackName: stack.StackId });
    return StackEvents.filter((event) => event.ResourceStatus.endsWith("_FAILED")).map(
      (event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`,
    );
  };

  beforeAll(async () => {
    running = await createTestCloud();
    await call("s3", "CreateBucket", { Bucket: "code" });
    const Body = inlineCodeZip("exports.shared = 1;");
    await call("s3", "PutObject", { Bucket: "code", Key: "layer.zip", Body });
    await callCloudFormation(running.cloud, "CreateStack", {
      StackName: "demo",
      TemplateBody: everything("first"),
      Capabilities: ["CAPABILITY_IAM"],
    });
    await settle();
  });
  afterAll(() => running.close());

  it("is covered here", () => {
    const { Resources } = JSON.parse(everything("first")) as { Resources: Record<string, { Type: string }> };
    const covered = new Set(Object.values(Resources).map(({ Type }) => Type));
    // In custom-resources.test.ts, cdk-bucket-deployment.test.ts and nested-stacks.test.ts.
    covered.add("AWS::CloudFormation::Stack");
    covered.add("AWS::CloudFormation::CustomResource").add("Custom::S3BucketNotifications");
    covered.add("Custom::CDKBucketDeployment");
    expect(resourceTypes.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it("creates all of them", async () => {
    expect(await failures()).toEqual([]);
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
  });

  it("gives them names in CloudFormation's manner", () => {
    expect(ids["Landing"]).toMatch(/^demo-landing-[a-z0-9]{12}$/);
    expect(ids["Work"]).toMatch(/^demo-Work-[A-Z0-9]{12}$/);
    expect(ids["DeadLetters"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/000000000000\/demo-DeadLetters-/);
    expect(ids["Rule"]).toMatch(/^demo-bus\|demo-Rule-[A-Z0-9]{12}$/);
    expect(ids["News"]).toMatch(/^arn:aws:sns:us-east-1:000000000000:demo-News-[A-Z0-9]{12}$/);
    expect(ids["Steps"]).toMatch(/:demo-Steps-[A-Z0-9]{12}\.fifo$/);
    expect(ids["Approve"]).toBe("arn:aws:states:us-east-1:000000000000:activity:demo-approve");
    expect(ids["Api"]).toMatch(/^demo-Api-[A-Z0-9]{12}$/);
    expect(ids["Machine"]).toMatch(
      /^arn:aws:states:us-east-1:000000000000:stateMachine:Machine-|^arn:.*:demo-Machine-/,
    );
    expect(ids["VersionA"]).toMatch(/:function:demo-Work-[A-Z0-9]{12}:1$/);
    expect(ids["Live"]).toMatch(/:function:demo-Work-[A-Z0-9]{12}:live$/);
  });

  it("hands on what the template says", async () => {
    const machine = await call<{ definition: string }>("states", "DescribeStateMachine", {
      stateMachineArn: ids["Machine"],
    });
    expect(machine.definition).toBe(definition(1).replace("${Work}", ids["Live"] ?? ""));
    const fn = await call<object>("lambda", "GetFunctionConfiguration", { FunctionName: ids["Work"] });
    expect(fn).toMatchObject({
      MemorySize: 256,
      Timeout: 10,
      Environment: { Variables: { STATE: "first", COUNT: "1" } },
    });
    const bucket = await call<object>("s3", "GetBucketNotificationConfiguration", { Bucket: ids["Landing"] });
    expect(bucket).toHaveProperty("EventBridgeConfiguration");
    const [, rule] = ids["Rule"]?.split("|") ?? [];
    const targets = await call<object>("events", "ListTargetsByRule", { Rule: rule, EventBusName: "demo-bus" });
    expect(targets).toMatchObject({
      Targets: [
        { Id: "first", RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 } },
        { Id: "hook", HttpParameters: { PathParameterValues: ["first"], QueryStringParameters: { state: "first" } } },
      ],
    });
    const hook = await call<object>("events", "DescribeApiDestination", { Name: ids["WebHook"] });
    expect(hook).toMatchObject({
      Description: "first",
      InvocationEndpoint: "https://example.com/first/*",
      HttpMethod: "POST",
      InvocationRateLimitPerSecond: 5,
      ApiDestinationState: "ACTIVE",
    });
  });

  it("makes a schedule in its group, with numbers as the API takes them", async () => {
    const schedule = await call<object>("scheduler", "GetSchedule", { Name: ids["Nightly"], GroupName: ids["Night"] });
    expect(schedule).toMatchObject({
      Name: expect.stringMatching(/^demo-Nightly-[A-Z0-9]{12}$/),
      FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      StartDate: new Date("2199-01-01T00:00:00Z"),
      Target: { Arn: ids["Machine"], RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 } },
    });
  });

  it("generates a secret, which stands in the secret alone", async () => {
    const secret = await call<{ SecretString: string; Name: string }>("secretsmanager", "GetSecretValue", {
      SecretId: ids["Password"],
    });
    expect(secret.Name).toMatch(/^Password-[A-Z0-9]{12}$/);
    expect(JSON.parse(secret.SecretString)).toEqual({
      user: "anna",
      password: expect.stringMatching(/^[a-zA-Z0-9]{20}$/) as string,
    });
    const { password } = JSON.parse(secret.SecretString) as { password: string };
    const tables = running.cloud.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const holding = tables.filter(({ name }) =>
      JSON.stringify(running.cloud.db.prepare(`SELECT * FROM ${String(name)}`).all()).includes(password),
    );
    expect(holding).toEqual([{ name: "secrets_versions" }]);
  });

  it("updates all of them", async () => {
    await callCloudFormation(running.cloud, "UpdateStack", {
      StackName: "demo",
      TemplateBody: everything("second"),
      Capabilities: ["CAPABILITY_IAM"],
    });
    await settle();
    expect(await failures()).toEqual([]);
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    const alias = await call<object>("lambda", "GetAlias", { FunctionName: ids["Work"], Name: "live" });
    expect(alias).toMatchObject({ FunctionVersion: "2" });
    const bucket = await call<object>("s3", "GetBucketNotificationConfiguration", { Bucket: ids["Landing"] });
    expect(bucket).not.toHaveProperty("EventBridgeConfiguration");
    const archive = await call<object>("events", "DescribeArchive", { ArchiveName: ids["Archive"] });
    expect(archive).toMatchObject({ RetentionDays: 0, EventPattern: '{"source":["second"]}', Description: "second" });
    const changed = await call<{ SecretString: string }>("secretsmanager", "GetSecretValue", {
      SecretId: ids["Password"],
    });
    expect(JSON.parse(changed.SecretString)).toMatchObject({
      password: expect.stringMatching(/^[a-zA-Z0-9]{24}$/) as string,
    });
    const topic = await call<object>("sns", "GetTopicAttributes", { TopicArn: ids["News"] });
    expect(topic).toMatchObject({
      Attributes: {
        DisplayName: "second",
        Policy: expect.stringContaining('"Sid":"second"') as string,
        SubscriptionsConfirmed: "1",
        SubscriptionsDeleted: "1",
      },
    });
    const reader = await call<object>("sns", "GetSubscriptionAttributes", { SubscriptionArn: ids["Reader"] });
    expect(reader).toMatchObject({
      Attributes: {
        FilterPolicy: '{"state":["second"]}',
        FilterPolicyScope: "MessageAttributes",
        RawMessageDelivery: "false",
      },
    });
    const hourly = await call<object>("events", "DescribeRule", { Name: ids["Hourly"] });
    expect(hourly).toMatchObject({ ScheduleExpression: "cron(0 * * * ? *)" });
    const schedule = await call<object>("scheduler", "GetSchedule", { Name: ids["Nightly"], GroupName: ids["Night"] });
    expect(schedule).toMatchObject({ State: "DISABLED", FlexibleTimeWindow: { Mode: "OFF" } });
    const policy = await call<{ PolicyDocument: string }>("iam", "GetRolePolicy", {
      RoleName: ids["Role"],
      PolicyName: "grant",
    });
    expect(decodeURIComponent(policy.PolicyDocument)).toContain("s3:PutObject");
    const alarms = await call<{ MetricAlarms: readonly { AlarmArn: string }[] }>("monitoring", "DescribeAlarms", {
      AlarmNames: [ids["Failures"]],
    });
    const alarmArn = alarms.MetricAlarms[0]?.AlarmArn;
    expect(alarms).toMatchObject({ MetricAlarms: [{ Threshold: 5, StateValue: "OK" }] });
    const overview = await call<{ DashboardArn: string; DashboardBody: string }>("monitoring", "GetDashboard", {
      DashboardName: ids["Overview"],
    });
    expect(JSON.parse(overview.DashboardBody)).toEqual({
      widgets: [{ type: "text", properties: { markdown: "second" } }],
    });
    const ofOverview = await call<object>("monitoring", "ListTagsForResource", { ResourceARN: overview.DashboardArn });
    expect(ofOverview).toEqual(await call("monitoring", "ListTagsForResource", { ResourceARN: alarmArn }));
    const hook = await call<object>("events", "DescribeApiDestination", { Name: ids["WebHook"] });
    expect(hook).toMatchObject({
      Description: "",
      InvocationEndpoint: "https://example.com/second/*",
      HttpMethod: "PUT",
      InvocationRateLimitPerSecond: 300,
    });
    const connection = await call<object>("events", "DescribeConnection", { Name: ids["Api"] });
    expect(connection).toMatchObject({
      Description: "second",
      AuthorizationType: "API_KEY",
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: "x-key" },
        InvocationHttpParameters: { HeaderParameters: [{ Key: "a", Value: "b", IsValueSecret: false }] },
      },
    });
    expect(JSON.stringify(connection)).not.toContain("hidden");
  });

  it("takes a hotswap of a state machine through Cloud Control", async () => {
    const definitionString = JSON.parse(definition(3)) as object;
    const patch = [{ op: "replace", path: "/DefinitionString", value: JSON.stringify(definitionString) }];
    const request = { TypeName: "AWS::StepFunctions::StateMachine", Identifier: ids["Machine"] };
    const { ProgressEvent } = await call<{ ProgressEvent: object }>("cloudcontrolapi", "UpdateResource", {
      ...request,
      PatchDocument: JSON.stringify(patch),
    });
    expect(ProgressEvent).toMatchObject({ OperationStatus: "SUCCESS" });
    const machine = await call<{ definition: string }>("states", "DescribeStateMachine", {
      stateMachineArn: ids["Machine"],
    });
    expect(machine.definition).toBe(definition(3).replace("${Work}", ids["Live"] ?? ""));
    const bad = JSON.stringify([{ op: "replace", path: "/DefinitionString", value: "{}" }]);
    await expect(call("cloudcontrolapi", "UpdateResource", { ...request, PatchDocument: bad })).rejects.toThrow(
      "Resource handler returned message",
    );
  });

  it("deletes all of them", async () => {
    await callCloudFormation(running.cloud, "DeleteStack", { StackName: "demo" });
    await settle();
    expect(await failures()).toEqual([]);
    expect(stack.StackStatus).toBe("DELETE_COMPLETE");
    expect(await call("iam", "ListRoles", {})).toMatchObject({ Roles: [] });
    expect(await call("logs", "DescribeLogGroups", { logGroupNamePrefix: "demo" })).toMatchObject({ logGroups: [] });
    expect(await call("states", "ListStateMachines", {})).toMatchObject({ stateMachines: [] });
    expect(await call("states", "ListActivities", {})).toMatchObject({ activities: [] });
    expect(await call("lambda", "ListFunctions", {})).toMatchObject({ Functions: [] });
    expect(await call("monitoring", "ListDashboards", {})).toMatchObject({ DashboardEntries: [] });
    await expect(call("events", "DescribeEventBus", { Name: "demo-bus" })).rejects.toThrow("does not exist");
  });
});
