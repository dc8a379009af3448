/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  Alarm,
  AlarmWidget,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  LogQueryWidget,
  SingleValueWidget,
  TextWidget,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { AttributeType, BillingMode, StreamViewType, Table } from "aws-cdk-lib/aws-dynamodb";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { ParameterTier, StringListParameter, StringParameter } from "aws-cdk-lib/aws-ssm";
import type { Construct } from "constructs";

export class KeepStack extends Stack {
  readonly table: Table;
  readonly jobs: Queue;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const deadLetters = new Queue(this, "DeadLetters", { retentionPeriod: Duration.days(14) });
    this.jobs = new Queue(this, "Jobs", {
      visibilityTimeout: Duration.seconds(3),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
    });
    this.table = new Table(this, "Orders", {
      partitionKey: { name: "customer", type: AttributeType.STRING },
      sortKey: { name: "id", type: AttributeType.NUMBER },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: RemovalPolicy.DESTROY,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    this.table.addGlobalSecondaryIndex({
      indexName: "by-state",
      partitionKey: { name: "state", type: AttributeType.STRING },
    });
    const poisoned = deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) });
    const alarm = new Alarm(this, "Poisoned", {
      alarmDescription: "a job failed for good",
      metric: poisoned,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const ops = new Topic(this, "Ops");
    ops.addSubscription(new EmailSubscription("ops@example.com"));
    alarm.addAlarmAction(new SnsAction(ops));
    EventBus.fromEventBusName(this, "Events", "default").archive("EventArchive", {
      archiveName: "shop-events",
      eventPattern: { source: ["shop"] },
      retention: Duration.days(3),
    });
    const waiting = this.jobs.metricApproximateNumberOfMessagesVisible({ label: "waiting", color: "#1f77b4" });
    new Dashboard(this, "Overview", {
      dashboardName: "shop",
      defaultInterval: Duration.days(1),
      widgets: [
        [new TextWidget({ markdown: "# Shop", width: 24, height: 1 })],
        [
          new GraphWidget({ title: "Jobs", left: [waiting], right: [poisoned] }),
          new AlarmWidget({ title: "Poisoned", alarm }),
          new SingleValueWidget({ metrics: [poisoned] }),
          new LogQueryWidget({ logGroupNames: ["/aws/lambda/total"], queryLines: ["fields @message", "limit 5"] }),
        ],
      ],
    });
    new StringParameter(this, "Currency", {
      parameterName: "/shop/currency",
      stringValue: "EUR",
      description: "what prices are in",
      tier: ParameterTier.STANDARD,
    });
    new StringListParameter(this, "Vip", { parameterName: "/shop/vip", stringListValue: ["ann", "bob"] });
    new Secret(this, "Key", {
      secretName: "shop/key",
      generateSecretString: { secretStringTemplate: JSON.stringify({ user: "shop" }), generateStringKey: "password" },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnOutput(this, "StreamArn", { value: this.table.tableStreamArn ?? "" });
    new CfnOutput(this, "TableName", { value: this.table.tableName, exportName: "shop-orders" });
    new CfnOutput(this, "DeadLettersUrl", { value: deadLetters.queueUrl });
    new CfnOutput(this, "JobsUrl", { value: this.jobs.queueUrl });
  }
}
