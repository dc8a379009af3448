import { describe, expect, it } from "vitest";
import type { Principal } from "../../../src/local/service.ts";
import { createTestCloud } from "../../support/test-cloud.ts";

const root: Principal = { kind: "root" };
const pattern = {
  source: ["aws.s3"],
  "detail-type": ["Object Created"],
  detail: { bucket: { name: ["landing"] }, object: { key: [{ wildcard: "birdstrikes/*.csv" }] } },
};

describe("an object that lands", () => {
  it("reaches the queue of a rule that matches its key, once for each matching key", async () => {
    const { cloud, close } = await createTestCloud();
    const call = <Output>(...[service, operation, input]: [Parameters<typeof cloud.call>[0], string, object]) =>
      cloud.call<Output>(service, operation, input, root);
    const { QueueUrl } = await call<{ QueueUrl: string }>("sqs", "CreateQueue", { QueueName: "landed" });
    const QueueArn = `arn:aws:sqs:us-east-1:000000000000:landed`;
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: QueueArn,
        },
      ],
    });
    await call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy } });
    await call("events", "PutRule", { Name: "landed", EventPattern: JSON.stringify(pattern) });
    await call("events", "PutTargets", { Rule: "landed", Targets: [{ Id: "queue", Arn: QueueArn }] });
    await call("s3", "CreateBucket", { Bucket: "landing" });
    const NotificationConfiguration = { EventBridgeConfiguration: {} };
    await call("s3", "PutBucketNotificationConfiguration", { Bucket: "landing", NotificationConfiguration });
    for (const Key of ["birdstrikes/ü 1+.csv", "birdstrikes/1.CSV", "flights/1.csv"]) {
      await call("s3", "PutObject", { Bucket: "landing", Key, Body: "a;b" });
    }
    const { Messages = [] } = await call<{ Messages?: { Body: string }[] }>("sqs", "ReceiveMessage", {
      QueueUrl,
      WaitTimeSeconds: 5,
      MaxNumberOfMessages: 10,
    });
    const keys = Messages.map(
      ({ Body }) => (JSON.parse(Body) as { detail: { object: { key: string } } }).detail.object.key,
    );
    expect(keys).toEqual(["birdstrikes/ü 1+.csv"]);
    await close();
  });
});
