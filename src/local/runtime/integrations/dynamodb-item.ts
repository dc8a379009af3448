import type { Json } from "#asl";
import type { Integration } from "./integration.ts";
import { refuseAttributeTypes } from "./refuse-attribute-types.ts";
import { sdkMetadata } from "./sdk-metadata.ts";
import { failAsTask } from "./service-failure.ts";
import { readArguments } from "./task-arguments.ts";

const names = {
  prefix: "DynamoDB",
  service: "AmazonDynamoDBv2",
  undeclared: "AmazonDynamoDBException",
  style: "optimized",
} as const;

const shared = ["ExpressionAttributeNames", "ReturnConsumedCapacity", "TableName"];
const written = [
  ...shared,
  "ConditionExpression",
  "ConditionalOperator",
  "Expected",
  "ExpressionAttributeValues",
  "ReturnItemCollectionMetrics",
  "ReturnValues",
];

const operations = {
  GetItem: { own: "Key", parameters: [...shared, "AttributesToGet", "ConsistentRead", "Key", "ProjectionExpression"] },
  PutItem: { own: "Item", parameters: [...written, "Item"] },
  UpdateItem: { own: "Key", parameters: [...written, "AttributeUpdates", "Key", "UpdateExpression"] },
  DeleteItem: { own: "Key", parameters: [...written, "Key"] },
} as const;

/** `arn:aws:states:::dynamodb:getItem` and its three sisters: the operation as it is, attributes spelled as the API does. */
export function dynamoDbItem(operation: keyof typeof operations): Integration {
  const { own, parameters } = operations[operation];
  const required = ["TableName", own];
  return {
    parameters,
    required,
    async perform({ cloud, loadModel, principal, task }) {
      const input = readArguments(task.arguments, parameters, required);
      const refuseBinary = (value: unknown): void => refuseAttributeTypes(task.resource, ["B", "BS"], value);
      refuseBinary(input);
      const requestId = cloud.newId();
      const output = await failAsTask(
        names,
        () => loadModel("dynamodb"),
        requestId,
        () => cloud.call<Readonly<Record<string, Json>>>("dynamodb", operation, input, principal),
      );
      refuseBinary(output);
      const contentLength = Buffer.byteLength(JSON.stringify(output));
      const contentType = "application/x-amz-json-1.0";
      return { ...output, ...sdkMetadata({ requestId, at: cloud.clock.now(), contentType, contentLength }) };
    },
  };
}
