import { describe, expect, it } from "vitest";
import { defineBucket, defineResource, isAwsError } from "millrace";
import { dynamodb, s3 } from "millrace/aws";

describe("what the deployment names", () => {
  it("is not there outside an execution, and says how to get one", () => {
    expect(() => defineBucket("landing").bucketName).toThrow(
      /the bucket name of "landing" was read outside a workflow's execution.*executeNatively/,
    );
    expect(() => defineResource("orders").reference).toThrow(/the reference of "orders" was read outside/);
  });

  it("is not asked for by looking at a bucket or resource", () => {
    expect(JSON.stringify(defineBucket("landing"))).toContain('"name":"landing"');
    expect({ ...defineResource("orders") }).toMatchObject({ name: "orders" });
  });
});

it.each(["glue:*", "*", "glue", "GetTable", "glue:Get Table"])("rejects %j as an action", (action) => {
  expect(() => defineResource("catalog").allow(action)).toThrow("an action is one of IAM's");
});

describe("isAwsError", () => {
  const named = (name: string): Error => Object.assign(new Error("x"), { name });

  it("knows an error by the name that the operation's integration gives it", () => {
    const failed = named("DynamoDB.ConditionalCheckFailedException");
    expect(isAwsError(failed, dynamodb.putItem, "ConditionalCheckFailedException")).toBe(true);
    expect(isAwsError(named("DynamoDb.DynamoDbException"), dynamodb.query, "DynamoDbException")).toBe(true);
    expect(isAwsError(named("S3.NoSuchKeyException"), s3.getObject, "NoSuchKeyException")).toBe(true);
  });

  it("rejects other names, and what is no error", () => {
    expect(
      isAwsError(named("ConditionalCheckFailedException"), dynamodb.putItem, "ConditionalCheckFailedException"),
    ).toBe(false);
    expect(isAwsError({ name: "S3.NoSuchKeyException" }, s3.getObject, "NoSuchKeyException")).toBe(false);
  });
});

it("rejects options of a call that Step Functions would refuse", () => {
  expect(() => s3.getObject.with({ timeoutSeconds: 0 })).toThrow(/^s3.getObject: timeoutSeconds/);
  expect(() => s3.getObject.with({ retries: 3 } as never)).toThrow("s3.getObject: with has no option");
});
