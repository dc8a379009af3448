/* oxlint-disable no-new -- a construct joins the tree in its constructor */
import { CfnOutput, Duration, Fn, Stack, TimeZone, type StackProps } from "aws-cdk-lib";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Schedule, ScheduleExpression, ScheduleGroup, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { StepFunctionsStartExecution } from "aws-cdk-lib/aws-scheduler-targets";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { SubscriptionFilter, Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription, SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { StringListParameter, StringParameter } from "aws-cdk-lib/aws-ssm";
import {
  Choice,
  Condition,
  DefinitionBody,
  Errors,
  Fail,
  JsonPath,
  Map,
  Parallel,
  Pass,
  StateMachine,
  Succeed,
  TaskInput,
} from "aws-cdk-lib/aws-stepfunctions";
import {
  DynamoAttributeValue,
  DynamoGetItem,
  DynamoUpdateItem,
  LambdaInvoke,
  SnsPublish,
  SqsSendMessage,
} from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";

export interface OrdersStackProps extends StackProps {
  readonly table: Table;
  readonly jobs: Queue;
}

const priceCode = `
const { SSMClient, GetParameterCommand } = require("@aws-sdk/client-ssm");
const ssm = new SSMClient({});
let tries = 0;
exports.handler = async ({ customer, quantity }) => {
  if (customer === "busy" && tries++ === 0) throw Object.assign(new Error("come again"), { name: "Busy" });
  if (quantity < 0) throw Object.assign(new Error("no such quantity"), { name: "Unpriced" });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.CURRENCY }));
  return { total: quantity * 10, currency: Parameter.Value, by: process.env.USER_NAME, isVip: process.env.VIP.split(",").includes(customer) };
};`;

const shipCode = `
const { DynamoDBClient, UpdateItemCommand } = require("@aws-sdk/client-dynamodb");
const dynamodb = new DynamoDBClient({});
exports.handler = async ({ Records }) => {
  for (const { body } of Records) {
    const { customer, id } = JSON.parse(body);
    await dynamodb.send(new UpdateItemCommand({
      TableName: process.env.TABLE_NAME, Key: { customer: { S: customer }, id: { N: String(id) } },
      UpdateExpression: "SET #state = :shipped", ExpressionAttributeNames: { "#state": "state" }, ExpressionAttributeValues: { ":shipped": { S: "shipped" } },
    }));
  }
};`;

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, { table, jobs, ...props }: OrdersStackProps) {
    super(scope, id, props);
    const currency = StringParameter.fromStringParameterName(this, "Currency", "/shop/currency");
    const key = Secret.fromSecretNameV2(this, "Key", "shop/key");
    const price = new Function(this, "Price", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: Code.fromInline(priceCode),
      timeout: Duration.seconds(20),
      environment: {
        CURRENCY: currency.parameterName,
        USER_NAME: key.secretValueFromJson("user").unsafeUnwrap(),
        VIP: Fn.join(",", StringListParameter.valueForTypedListParameter(this, "/shop/vip")),
      },
      logGroup: new LogGroup(this, "PriceLog", { retention: RetentionDays.THREE_DAYS }),
    });
    currency.grantRead(price);
    const ship = new Function(this, "Ship", {
      runtime: Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: Code.fromInline(shipCode),
      environment: { TABLE_NAME: Fn.importValue("shop-orders") },
    });
    table.grantWriteData(ship);
    ship.addEventSource(new SqsEventSource(jobs, { batchSize: 1 }));
    new Alarm(this, "PriceFails", {
      metric: price.metricErrors({ period: Duration.hours(1), statistic: "sum" }),
      threshold: 1,
      evaluationPeriods: 1,
    });

    const taken = new Topic(this, "TakenOrders", { displayName: "orders that were taken" });
    const vipInbox = new Queue(this, "VipInbox");
    taken.addSubscription(
      new SqsSubscription(vipInbox, {
        rawMessageDelivery: true,
        filterPolicy: { vip: SubscriptionFilter.stringFilter({ allowlist: ["true"] }) },
      }),
    );
    const listen = new Function(this, "Listen", {
      runtime: Runtime.NODEJS_24_X,
      handler: "index.handler",
      code: Code.fromInline(
        "exports.handler = async ({ Records }) => { for (const { Sns } of Records) console.log('heard ' + Sns.Message + ' about ' + Sns.Subject); };",
      ),
      logGroup: new LogGroup(this, "ListenLog", { logGroupName: "/shop/listen" }),
    });
    taken.addSubscription(new LambdaSubscription(listen));

    const machine = new StateMachine(this, "Machine", {
      definitionBody: DefinitionBody.fromChainable(this.definition(price, table, jobs, taken)),
      timeout: Duration.minutes(5),
    });
    new Schedule(this, "Nightly", {
      description: "takes the orders of the night",
      schedule: ScheduleExpression.rate(Duration.hours(12)),
      scheduleGroup: new ScheduleGroup(this, "Group"),
      target: new StepFunctionsStartExecution(machine, {
        input: ScheduleTargetInput.fromObject({ orders: [{ customer: "night", id: 1, quantity: 20 }] }),
        retryAttempts: 2,
      }),
    });
    new Schedule(this, "Yearly", {
      schedule: ScheduleExpression.cron({
        minute: "0",
        hour: "3",
        day: "1",
        month: "1",
        timeZone: TimeZone.EUROPE_BERLIN,
      }),
      enabled: false,
      target: new StepFunctionsStartExecution(machine, {}),
    });
    new CfnOutput(this, "MachineArn", { value: machine.stateMachineArn });
    new CfnOutput(this, "VipInboxUrl", { value: vipInbox.queueUrl });
    new CfnOutput(this, "PriceName", { value: price.functionName });
  }

  private definition(price: Function, table: Table, jobs: Queue, taken: Topic) {
    const unpriced = new Pass(this, "Unpriced", {
      parameters: {
        "id.$": "$.id",
        "problem.$": "$.problem.Error",
        "text.$": "States.Format('{} asks for {}', $.customer, $.quantity)",
      },
    });
    const askPrice = new LambdaInvoke(this, "Ask the price", {
      lambdaFunction: price,
      payloadResponseOnly: true,
      resultPath: "$.price",
      retryOnServiceExceptions: false,
    })
      .addRetry({ errors: ["Busy"], interval: Duration.seconds(1), maxAttempts: 2, backoffRate: 1 })
      .addCatch(unpriced, { errors: ["Unpriced"], resultPath: "$.problem" });
    const key = {
      customer: DynamoAttributeValue.fromString(JsonPath.stringAt("$.customer")),
      id: DynamoAttributeValue.numberFromString(JsonPath.format("{}", JsonPath.stringAt("$.id"))),
    };
    const remember = new DynamoUpdateItem(this, "Remember", {
      table,
      key,
      updateExpression: "SET #total = :total, #state = if_not_exists(#state, :ordered)",
      expressionAttributeNames: { "#total": "total", "#state": "state" },
      expressionAttributeValues: {
        ":total": DynamoAttributeValue.numberFromString(JsonPath.format("{}", JsonPath.stringAt("$.price.total"))),
        ":ordered": DynamoAttributeValue.fromString("ordered"),
      },
      resultSelector: { "status.$": "$.SdkHttpMetadata.HttpStatusCode" },
    });
    const sendJob = new SqsSendMessage(this, "Send a job", {
      queue: jobs,
      messageBody: TaskInput.fromObject({ customer: JsonPath.stringAt("$.customer"), id: JsonPath.numberAt("$.id") }),
      resultSelector: { "md5.$": "$.MD5OfMessageBody" },
    });
    const both = new Parallel(this, "Remember and ship", { resultPath: "$.done" }).branch(remember, sendJob);
    const lookAgain = new DynamoGetItem(this, "Look again", {
      table,
      key,
      consistentRead: true,
      resultSelector: { "total.$": "$.Item.total.N" },
      resultPath: "$.kept",
    });
    const small = new Pass(this, "Too small", { parameters: { "id.$": "$.id", small: true } });
    const tell = new SnsPublish(this, "Tell", {
      topic: taken,
      subject: "an order",
      message: TaskInput.fromText(
        JsonPath.format("order {} of {}", JsonPath.stringAt("$.id"), JsonPath.stringAt("$.customer")),
      ),
      messageAttributes: { vip: { value: JsonPath.format("{}", JsonPath.stringAt("$.price.isVip")) } },
      resultPath: JsonPath.DISCARD,
    });
    const large = both
      .next(lookAgain)
      .next(tell)
      .next(
        new Pass(this, "Taken", {
          parameters: {
            "id.$": "$.id",
            "kept.$": "States.StringToJson($.kept.total)",
            "vip.$": "$.price.isVip",
            "currency.$": "$.price.currency",
            "by.$": "$.price.by",
          },
        }),
      );
    const each = new Map(this, "Each order", {
      itemsPath: "$.orders",
      resultPath: "$.results",
      maxConcurrency: 3,
      resultSelector: { "list.$": "$", "count.$": "States.ArrayLength($)" },
    }).itemProcessor(
      askPrice.next(
        new Choice(this, "Worth it?")
          .when(
            Condition.and(
              Condition.isPresent("$.price.total"),
              Condition.numberGreaterThanEquals("$.price.total", 100),
            ),
            large,
          )
          .otherwise(small),
      ),
    );
    each.addCatch(new Fail(this, "Failed", { errorPath: "$.Error", causePath: "$.Cause" }), { errors: [Errors.ALL] });
    return each.next(
      new Choice(this, "Any?")
        .when(
          Condition.numberGreaterThan("$.results.count", 0),
          new Pass(this, "Only the results", { outputPath: "$.results.list" }),
        )
        .otherwise(new Succeed(this, "Nothing to do", { outputPath: JsonPath.DISCARD })),
    );
  }
}
