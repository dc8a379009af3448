// The stack that the crash test loads, as CloudFormation: uploads and events start executions and reach a queue and a
// function, and there are executions that wait, fail and retry, wait for an answer, and spread over maps.

import { table } from "./table-load.ts";

const account = "000000000000";
export const bucket = "crash-landing";
export const machineArn = (name: string): string => `arn:aws:states:us-east-1:${account}:stateMachine:${name}`;

/** Its own name, since the load names it and no stack does. */
const schedulerRole = "crash-scheduler";
export const schedulerRoleArn = `arn:aws:iam::${account}:role/${schedulerRole}`;

type Properties = Readonly<Record<string, unknown>>;

const resource = (Type: string, Properties: Properties, more: object = {}): object => ({ Type, Properties, ...more });
const arnOf = (id: string): object => ({ "Fn::GetAtt": [id, "Arn"] });

const role = (service: string, more: object = {}): object =>
  resource("AWS::IAM::Role", {
    ...more,
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
    },
    // What rights are needed is another test's question.
    Policies: [
      {
        PolicyName: "anything",
        PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      },
    ],
  });

const machine = (name: string, definition: object): object =>
  resource("AWS::StepFunctions::StateMachine", {
    StateMachineName: name,
    RoleArn: arnOf("MachineRole"),
    DefinitionString: JSON.stringify({ QueryLanguage: "JSONata", ...definition }),
  });

const work = (step: number | string, next: object): object => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Arguments: { FunctionName: "crash-work", Payload: { run: "{% $run %}", step } },
  Output: "{% $states.result.Payload %}",
  Retry: [{ ErrorEquals: ["Flaky"], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 50 }],
  TimeoutSeconds: 60,
  ...next,
});

/** Nine task results in each execution, three of which are those of its two child executions and the answer. */
const steps = {
  StartAt: "Begin",
  States: {
    Begin: { Type: "Pass", Assign: { run: "{% $states.context.Execution.Name %}" }, Next: "First" },
    First: work(0, { Next: "Wait" }),
    Wait: { Type: "Wait", Seconds: 1, Next: "Both" },
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Left", States: { Left: work(1, { End: true }) } },
        { StartAt: "Right", States: { Right: work(2, { End: true }) } },
      ],
      Next: "Ask",
    },
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Arguments: {
        QueueUrl: "{% $states.context.Execution.Input.tokens %}",
        MessageBody: { token: "{% $states.context.Task.Token %}", run: "{% $run %}" },
      },
      TimeoutSeconds: 600,
      Next: "Each",
    },
    Each: {
      Type: "Map",
      Items: "{% [3..5] %}",
      ItemSelector: { step: "{% $states.context.Map.Item.Value %}" },
      ItemProcessor: { StartAt: "One", States: { One: work("{% $states.input.step %}", { End: true }) } },
      Next: "Spread",
    },
    Spread: {
      Type: "Map",
      Items: "{% [6..7] %}",
      ItemSelector: { step: "{% $states.context.Map.Item.Value %}", run: "{% $run %}" },
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Take",
        States: {
          Take: { Type: "Pass", Assign: { run: "{% $states.input.run %}" }, Next: "Part" },
          Part: work("{% $states.input.step %}", { End: true }),
        },
      },
      Next: "Last",
    },
    Last: work(8, { End: true }),
  },
};

/** Steps of one execution of the machine `crash-steps`. */
export const stepsPerExecution = 9;

/** Begun by a rule, for each upload and each event. */
const react = {
  StartAt: "Begin",
  States: {
    Begin: { Type: "Pass", Assign: { run: "{% $states.input.id %}" }, Next: "Only" },
    Only: work(0, { Next: "Wait" }),
    Wait: { Type: "Wait", Seconds: 1, End: true },
  },
};

const handler = `const { appendFileSync } = require("node:fs");
exports.handler = async ({ run, step, id }) => {
  if (id !== undefined) return appendFileSync(process.env.JOURNAL, "told " + id + "\\n");
  appendFileSync(process.env.JOURNAL, "task " + run + " " + step + "\\n");
  if (Math.random() < 0.1) throw Object.assign(new Error("fails now and then"), { name: "Flaky" });
  return { run, step };
};`;

const rule = (name: string, pattern: object): object =>
  resource("AWS::Events::Rule", {
    Name: name,
    EventPattern: pattern,
    Targets: [
      { Id: "machine", Arn: machineArn("crash-react"), RoleArn: arnOf("EventRole") },
      { Id: "queue", Arn: arnOf("Seen") },
      { Id: "function", Arn: arnOf("Work"), RoleArn: arnOf("EventRole") },
    ],
  });

/** `journal`: absolute path of the file to which the function writes what it runs. */
export function workloadStack(journal: string): string {
  return JSON.stringify({
    Resources: {
      FunctionRole: role("lambda.amazonaws.com"),
      MachineRole: role("states.amazonaws.com"),
      EventRole: role("events.amazonaws.com"),
      SchedulerRole: role("scheduler.amazonaws.com", { RoleName: schedulerRole }),
      Work: resource("AWS::Lambda::Function", {
        FunctionName: "crash-work",
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Code: { ZipFile: handler },
        Role: arnOf("FunctionRole"),
        Timeout: 30,
        Environment: { Variables: { JOURNAL: journal } },
      }),
      Landing: resource("AWS::S3::Bucket", {
        BucketName: bucket,
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      }),
      Items: resource("AWS::DynamoDB::Table", {
        TableName: table,
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
      Seen: resource("AWS::SQS::Queue", { QueueName: "crash-seen", VisibilityTimeout: 2 }),
      Tokens: resource("AWS::SQS::Queue", { QueueName: "crash-tokens", VisibilityTimeout: 2 }),
      SeenPolicy: resource("AWS::SQS::QueuePolicy", {
        Queues: [{ Ref: "Seen" }],
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "sqs:SendMessage",
              Resource: arnOf("Seen"),
              Principal: { Service: "events.amazonaws.com" },
            },
          ],
        },
      }),
      Steps: machine("crash-steps", steps),
      React: machine("crash-react", react),
      Uploads: rule("crash-uploads", { source: ["aws.s3"], detail: { bucket: { name: [bucket] } } }),
      Events: rule("crash-events", { source: ["crash"] }),
    },
  });
}
