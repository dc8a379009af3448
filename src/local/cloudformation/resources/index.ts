import type { ResourceType } from "../resource-type.ts";
import { customResource } from "../custom-resources/custom-resource.ts";
import { cdkBucketDeployment } from "../custom-resources/bucket-deployment/cdk-bucket-deployment.ts";
import { s3BucketNotifications } from "../custom-resources/s3-bucket-notifications.ts";
import { cdkMetadata } from "./cdk-metadata.ts";
import { cloudformationStack } from "./cloudformation-stack.ts";
import { cloudwatchAlarm } from "./cloudwatch-alarm.ts";
import { cloudwatchDashboard } from "./cloudwatch-dashboard.ts";
import { dynamoDbGlobalTable } from "./dynamodb-global-table.ts";
import { dynamoDbTable } from "./dynamodb-table.ts";
import { eventsApiDestination } from "./events-api-destination.ts";
import { eventsConnection } from "./events-connection.ts";
import { eventsArchive } from "./events-archive.ts";
import { eventsEventBus } from "./events-event-bus.ts";
import { eventsRule } from "./events-rule.ts";
import { iamManagedPolicy } from "./iam-managed-policy.ts";
import { iamPolicy } from "./iam-policy.ts";
import { iamRole } from "./iam-role.ts";
import { lambdaAlias } from "./lambda-alias.ts";
import { lambdaEventInvokeConfig } from "./lambda-event-invoke-config.ts";
import { lambdaEventSourceMapping } from "./lambda-event-source-mapping.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { lambdaLayerVersion } from "./lambda-layer-version.ts";
import { lambdaPermission } from "./lambda-permission.ts";
import { lambdaVersion } from "./lambda-version.ts";
import { logsLogGroup } from "./logs-log-group.ts";
import { logsMetricFilter } from "./logs-metric-filter.ts";
import { logsResourcePolicy } from "./logs-resource-policy.ts";
import { s3BucketPolicy } from "./s3-bucket-policy.ts";
import { s3Bucket } from "./s3-bucket.ts";
import { schedulerScheduleGroup } from "./scheduler-schedule-group.ts";
import { schedulerSchedule } from "./scheduler-schedule.ts";
import { secretsManagerResourcePolicy } from "./secretsmanager-resource-policy.ts";
import { secretsManagerSecret } from "./secretsmanager-secret.ts";
import { snsSubscription } from "./sns-subscription.ts";
import { snsTopicInlinePolicy, snsTopicPolicy } from "./sns-topic-policy.ts";
import { snsTopic } from "./sns-topic.ts";
import { sqsQueuePolicy } from "./sqs-queue-policy.ts";
import { sqsQueue } from "./sqs-queue.ts";
import { ssmParameter } from "./ssm-parameter.ts";
import { statesActivity } from "./states-activity.ts";
import { statesStateMachineAlias } from "./states-state-machine-alias.ts";
import { statesStateMachineVersion } from "./states-state-machine-version.ts";
import { statesStateMachine } from "./states-state-machine.ts";

/** Every resource type that the local cloud can make; `docs/coverage.md` lists them with their properties. */
export const resourceTypes: readonly ResourceType[] = [
  cdkBucketDeployment,
  cdkMetadata,
  cloudformationStack,
  cloudwatchAlarm,
  cloudwatchDashboard,
  customResource,
  dynamoDbGlobalTable,
  dynamoDbTable,
  eventsApiDestination,
  eventsConnection,
  eventsArchive,
  eventsEventBus,
  eventsRule,
  iamManagedPolicy,
  iamPolicy,
  iamRole,
  lambdaAlias,
  lambdaEventInvokeConfig,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaLayerVersion,
  lambdaPermission,
  lambdaVersion,
  logsLogGroup,
  logsMetricFilter,
  logsResourcePolicy,
  s3Bucket,
  s3BucketNotifications,
  s3BucketPolicy,
  schedulerSchedule,
  schedulerScheduleGroup,
  secretsManagerResourcePolicy,
  secretsManagerSecret,
  snsSubscription,
  snsTopic,
  snsTopicInlinePolicy,
  snsTopicPolicy,
  sqsQueue,
  sqsQueuePolicy,
  ssmParameter,
  statesActivity,
  statesStateMachine,
  statesStateMachineAlias,
  statesStateMachineVersion,
];
