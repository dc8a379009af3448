/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { join } from "node:path";
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction, SfnStateMachine, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { CfnLogGroup, LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Queue } from "aws-cdk-lib/aws-sqs";
import {
  Choice,
  Condition,
  DefinitionBody,
  JsonPath,
  LogLevel,
  Map,
  Parallel,
  Pass,
  StateMachine,
  Succeed,
  TaskInput,
  Wait,
  WaitTime,
} from "aws-cdk-lib/aws-stepfunctions";
import {
  DynamoAttributeValue,
  DynamoPutItem,
  EventBridgePutEvents,
  LambdaInvoke,
  SqsSendMessage,
} from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";
import { ReferenceData } from "./reference-data.ts";

export interface WorkStackProps extends StackProps {
  readonly stage: string;
  readonly bucket: Bucket;
}

export class WorkStack extends Stack {
  constructor(scope: Construct, id: string, { stage, bucket, ...props }: WorkStackProps) {
    super(scope, id, props);
    const count = new NodejsFunction(this, "CountLines", {
      entry: join(import.meta.dirname, "functions/count-lines.ts"),
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(20),
      environment: { GREETING: stage },
      logGroup: new LogGroup(this, "CountLinesLog", {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    bucket.grantRead(count);
    const shout = new Function(this, "Shout", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: Code.fromInline(
        "exports.handler = async (event) => { console.log('shouting ' + event.text); return { text: event.text.toUpperCase() }; };",
      ),
    });

    const deadLetters = new Queue(this, "DeadLetters");
    const jobs = new Queue(this, "Jobs", { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 } });
    const results = new Queue(this, "Results", {
      enforceSSL: true,
      // A name of one's own asks for another queue.
      ...(stage !== "first" && { queueName: "newcomer-results" }),
    });
    new ReferenceData(this, "Reference", { stage, results });
    const counts = new TableV2(this, "Counts", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      globalSecondaryIndexes: [{ indexName: "by-kind", partitionKey: { name: "kind", type: AttributeType.STRING } }],
      timeToLiveAttribute: "until",
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const consume = new NodejsFunction(this, "Consume", {
      entry: join(import.meta.dirname, "functions/consume.ts"),
      runtime: Runtime.NODEJS_24_X,
      environment: { RESULTS_URL: results.queueUrl, TABLE_NAME: counts.tableName },
    });
    consume.addEventSource(new SqsEventSource(jobs, { batchSize: 5, reportBatchItemFailures: true }));
    results.grantSendMessages(consume);
    counts.grantReadWriteData(consume);

    const machine = this.machine({ stage, count, shout, jobs, counts });
    const uploaded = new Rule(this, "Uploaded", {
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: "in/" }] } },
      },
    });
    uploaded.addTarget(new SfnStateMachine(machine));
    uploaded.addTarget(new SqsQueue(results, { message: RuleTargetInput.fromText("an upload") }));
    const ended = new Rule(this, "Noticed", { eventPattern: { source: ["newcomer"] } });
    ended.addTarget(new LambdaFunction(shout, { event: RuleTargetInput.fromObject({ text: "noticed" }) }));

    if (stage === "failing") {
      // CloudWatch Logs refuses a retention of 31 days, after the other resources have changed.
      const broken = new CfnLogGroup(this, "Broken", { retentionInDays: 31 });
      broken.node.addDependency(machine);
    }
    new CfnOutput(this, "MachineArn", { value: machine.stateMachineArn });
    new CfnOutput(this, "ResultsUrl", { value: results.queueUrl });
    new CfnOutput(this, "JobsUrl", { value: jobs.queueUrl });
    new CfnOutput(this, "DeadLettersUrl", { value: deadLetters.queueUrl });
    new CfnOutput(this, "CountsName", { value: counts.tableName });
    new CfnOutput(this, "ShoutName", { value: shout.functionName });
  }

  private machine(parts: {
    readonly stage: string;
    readonly count: Function;
    readonly shout: Function;
    readonly jobs: Queue;
    readonly counts: TableV2;
  }): StateMachine {
    const countLines = new LambdaInvoke(this, "Count lines", {
      lambdaFunction: parts.count,
      payload: TaskInput.fromObject({
        bucket: JsonPath.stringAt("$.detail.bucket.name"),
        key: JsonPath.stringAt("$.detail.object.key"),
      }),
      resultPath: "$.counted",
      resultSelector: { "lines.$": "$.Payload.lines", "words.$": "$.Payload.words" },
    });
    const shoutEach = new Map(this, "Each word", {
      itemsPath: "$.counted.words",
      itemSelector: { text: JsonPath.stringAt("$$.Map.Item.Value") },
      resultPath: "$.shouted",
      maxConcurrency: 2,
    }).itemProcessor(new LambdaInvoke(this, "Shout it", { lambdaFunction: parts.shout, payloadResponseOnly: true }));
    const both = new Parallel(this, "Tell everybody", { resultPath: JsonPath.DISCARD })
      .branch(
        new SqsSendMessage(this, "Queue a job", {
          queue: parts.jobs,
          messageBody: TaskInput.fromJsonPathAt("$.counted"),
        }),
      )
      .branch(
        new EventBridgePutEvents(this, "Announce", {
          entries: [{ source: "newcomer", detailType: "counted", detail: TaskInput.fromJsonPathAt("$.counted") }],
        }),
      );
    const remember = new DynamoPutItem(this, "Remember", {
      table: parts.counts,
      item: {
        id: DynamoAttributeValue.fromString(JsonPath.stringAt("$.detail.object.key")),
        kind: DynamoAttributeValue.fromString("upload"),
        lines: DynamoAttributeValue.numberFromString(JsonPath.jsonToString(JsonPath.objectAt("$.counted.lines"))),
      },
      resultPath: JsonPath.DISCARD,
    });
    const definition = countLines
      .next(remember)
      .next(new Wait(this, "A moment", { time: WaitTime.duration(Duration.seconds(1)) }))
      .next(
        new Choice(this, "Anything there?")
          .when(Condition.numberGreaterThan("$.counted.lines", 0), shoutEach.next(both).next(new Succeed(this, "Done")))
          .otherwise(new Pass(this, "Nothing", { parameters: { nothing: true, stage: parts.stage } })),
      );
    return new StateMachine(this, "Machine", {
      definitionBody: DefinitionBody.fromChainable(definition),
      timeout: Duration.minutes(5),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, "MachineLog", { removalPolicy: RemovalPolicy.DESTROY }),
        level: LogLevel.ERROR,
      },
    });
  }
}
