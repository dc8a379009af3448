import type { ServiceName } from "../../service.ts";
import type { Integration } from "./integration.ts";
import { failAsTask } from "./service-failure.ts";
import { toApiRequest, toTaskResult } from "./aws-sdk-values.ts";
import { refuseAttributeTypes } from "./refuse-attribute-types.ts";
import { TaskFailure } from "#interpreter";

interface SdkService {
  readonly service: ServiceName;
  /** Before the dot of an error name, and in causes. */
  readonly name: string;
  readonly renamed?: Readonly<Record<string, string>>;
  /** Types of DynamoDB's attributes of which it is not settled how these integrations spell them. */
  readonly unsettledTypes?: readonly string[];
}

/** Services by the name that `arn:aws:states:::aws-sdk:<name>:…` gives them, with the name their errors carry. */
export const sdkServices: Readonly<Record<string, SdkService>> = {
  cloudcontrol: { service: "cloudcontrolapi", name: "CloudControl" },
  cloudformation: { service: "cloudformation", name: "CloudFormation" },
  cloudwatch: { service: "monitoring", name: "CloudWatch" },
  cloudwatchlogs: { service: "logs", name: "CloudWatchLogs" },
  dynamodb: { service: "dynamodb", name: "DynamoDb", unsettledTypes: ["B", "BOOL", "BS", "NS", "NULL", "SS"] },
  eventbridge: { service: "events", name: "EventBridge" },
  iam: { service: "iam", name: "Iam" },
  lambda: { service: "lambda", name: "Lambda" },
  s3: { service: "s3", name: "S3", renamed: { NotFound: "NoSuchKeyException" } },
  scheduler: { service: "scheduler", name: "Scheduler" },
  secretsmanager: { service: "secretsmanager", name: "SecretsManager" },
  sfn: { service: "states", name: "Sfn" },
  sns: { service: "sns", name: "Sns" },
  sqs: { service: "sqs", name: "Sqs" },
  ssm: { service: "ssm", name: "Ssm" },
  sts: { service: "sts", name: "Sts" },
};

/** `arn:aws:states:::aws-sdk:<service>:<operation>`: any operation that the local cloud has. */
export function awsSdkCall(
  { service, name, renamed = {}, unsettledTypes = [] }: SdkService,
  operation: string,
): Integration {
  const operationName = operation.charAt(0).toUpperCase() + operation.slice(1);
  const names = { prefix: name, service: name, undeclared: `${name}Exception`, style: "aws-sdk", renamed } as const;
  return {
    async perform({ cloud, loadModel, principal, task }) {
      const model = (await loadModel(service)).operations.get(operationName);
      if (model === undefined) {
        throw new TaskFailure("States.Runtime", `${name} has no operation ${operationName}`);
      }
      const refuseUnsettled = (value: unknown): void => refuseAttributeTypes(task.resource, unsettledTypes, value);
      refuseUnsettled(task.arguments);
      const input = toApiRequest(model.input, task.arguments, cloud.newId);
      const output = await failAsTask(
        names,
        () => loadModel(service),
        cloud.newId(),
        () => cloud.call(service, operationName, input, principal),
      );
      refuseUnsettled(output);
      return (await toTaskResult(model.output, output)) ?? {};
    },
  };
}
