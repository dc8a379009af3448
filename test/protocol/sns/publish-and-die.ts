import { startCloud } from "../../../src/local/start-cloud.ts";

// A process of the kill test: publishes to a queue and is killed once the last publish was acknowledged.

const [dataFolder = "", messages = "0"] = process.argv.slice(2);
const { cloud } = await startCloud({ dataFolder, port: 0, log: () => undefined });
const call = <Output>(service: "sns" | "sqs", operation: string, input: object): Promise<Output> =>
  cloud.call<Output>(service, operation, input, { kind: "root" });

const { TopicArn } = await call<{ TopicArn: string }>("sns", "CreateTopic", { Name: "news" });
const queueArn = "arn:aws:sqs:us-east-1:000000000000:inbox";
const Statement = [
  { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: queueArn },
];
const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
await call("sqs", "CreateQueue", { QueueName: "inbox", Attributes: { Policy } });
const Attributes = { RawMessageDelivery: "true" };
await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: queueArn, Attributes });
const all = Array.from({ length: Number(messages) }, (_unused, index) =>
  call("sns", "Publish", { TopicArn, Message: `message ${index}` }),
);
await Promise.all(all);
process.kill(process.pid, "SIGKILL");
