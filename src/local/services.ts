import type { CreateService } from "./service.ts";
import { createCloudControlService } from "./services/cloudcontrol/index.ts";
import { createCloudFormationService } from "./services/cloudformation/index.ts";
import { createDynamoDbService } from "./services/dynamodb/index.ts";
import { createDynamoDbStreamsService } from "./services/dynamodbstreams/index.ts";
import { createEventsService } from "./services/events/index.ts";
import { createIamService } from "./services/iam/index.ts";
import { createLambdaService } from "./services/lambda/index.ts";
import { createLogsService } from "./services/logs/index.ts";
import { createMonitoringService } from "./services/monitoring/index.ts";
import { createSchedulerService } from "./services/scheduler/index.ts";
import { createS3Service } from "./services/s3/index.ts";
import { createSecretsManagerService } from "./services/secretsmanager/index.ts";
import { createSnsService } from "./services/sns/index.ts";
import { createSqsService } from "./services/sqs/index.ts";
import { createSsmService } from "./services/ssm/index.ts";
import { createStatesService } from "./services/states/index.ts";
import { createStsService } from "./services/sts/index.ts";

/** Every service of the local cloud. Order matters only for `resume`: what others call comes first. */
export const allServices: readonly CreateService[] = [
  createIamService,
  createStsService,
  createSsmService,
  createSecretsManagerService,
  createLogsService,
  createMonitoringService,
  createS3Service,
  createSqsService,
  createSnsService,
  createDynamoDbService,
  createDynamoDbStreamsService,
  createLambdaService,
  createStatesService,
  createEventsService,
  createSchedulerService,
  createCloudFormationService,
  createCloudControlService,
];
