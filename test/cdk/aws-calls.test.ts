import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AttributeType, Table } from "aws-cdk-lib/aws-dynamodb";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, describe, expect, it } from "vitest";
import { defineBucket, defineResource, defineWorkflow, type Workflow } from "millrace";
import { MillraceApp } from "millrace/cdk";
import type { AwsRight, CompiledWorkflow } from "#compiler";
import { namesOf } from "../../cdk/constructs/given-resources.ts";
import { awsGrants, missingRights } from "../../cdk/constructs/plan/aws-grants.ts";
import { planApp } from "../../cdk/constructs/plan/plan-app.ts";
import { compiled } from "./compiled.ts";

const inbox = defineBucket("inbox");
const orders = defineResource("orders");

/** A workflow by hand whose one call needs these rights. */
function calling(
  name: string,
  rights: readonly AwsRight[],
  access: Workflow["access"] = [],
  trigger?: ReturnType<typeof inbox.objectCreated>,
): CompiledWorkflow {
  const options = trigger === undefined ? { trigger: inbox.objectDeleted() } : { trigger };
  const workflow = defineWorkflow(
    { name: "calls", ...options, access } as never,
    async () => null,
  ) as unknown as Workflow;
  const place = { file: "workflows/calls.ts", line: 7, column: 3 };
  return { ...compiled(workflow), awsCalls: [{ name, operation: {} as never, place, rights }] };
}

const right = (action: string, on?: AwsRight["on"]): AwsRight => ({ action, on, argument: "Bucket" });

const codes = (...parameters: Parameters<typeof planApp>) =>
  planApp(...parameters).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe("the rights of calls", () => {
  it("are one grant per target", () => {
    const objects = { kind: "bucket", name: "inbox", keyPattern: "a/*" } as const;
    const calls = [right("s3:GetObject", objects), right("s3:PutObject", objects), right("s3:GetObject", objects)];
    expect(awsGrants(calling("s3:copyObject", calls))).toEqual([
      { target: objects, actions: ["s3:GetObject", "s3:PutObject"] },
    ]);
  });

  it("take from the stated access no more than the calls need", () => {
    const open = [right("s3:GetObject"), right("s3:ListBucket"), right("s3:PutObject")];
    const workflow = calling("s3:copyObject", open, [inbox.read("in/*")]);
    expect(awsGrants(workflow)).toEqual([
      { target: { kind: "bucket", name: "inbox", keyPattern: "in/*" }, actions: ["s3:GetObject"] },
      { target: { kind: "bucket", name: "inbox" }, actions: ["s3:ListBucket"] },
    ]);
    expect(missingRights(workflow).map(({ right: { action } }) => action)).toEqual(["s3:PutObject"]);
  });
});

describe("planApp", () => {
  it("rejects a call that names nothing to grant a right on", () => {
    const [diagnostic] = planApp([calling("s3:getObject", [right("s3:GetObject")])], "/nowhere").diagnostics;
    expect(diagnostic).toMatchObject({
      code: "MR4020",
      file: "workflows/calls.ts",
      line: 7,
      message: 'workflow "calls" calls s3:getObject, and what it needs s3:GetObject on is known only when it runs',
    });
    expect(diagnostic?.fix).toContain('access: [landing.read("orders/*")]');
  });

  it("accepts one whose right is stated, and makes the bucket that it states", () => {
    const { plan, diagnostics } = planApp(
      [calling("s3:getObject", [right("s3:GetObject")], [inbox.read()])],
      "/nowhere",
    );
    expect(diagnostics).toEqual([]);
    expect(plan.buckets).toEqual(["inbox"]);
  });

  it("rejects a resource that the stack does not give", () => {
    const workflow = calling("sqs:sendMessage", [], [orders.allow("sqs:SendMessage")]);
    expect(codes([workflow], "/nowhere")).toEqual([
      'MR4021 workflow "calls" uses the resource "orders", which the stack does not give',
    ]);
    expect(codes([workflow], "/nowhere", ["orders"])).toEqual([]);
  });

  it("warns of queries without a right to a table", () => {
    const query = calling("athena:startQueryExecution.sync", []);
    expect(planApp([query], "/nowhere").diagnostics).toMatchObject([{ code: "MR4022", severity: "warning" }]);
    const stated = calling("athena:startQueryExecution.sync", [], [orders.allow("glue:GetTable")]);
    expect(codes([stated], "/nowhere", ["orders"])).toEqual([]);
  });

  it("rejects a workflow whose own call writes where its trigger listens", () => {
    const write = right("s3:PutObject", { kind: "bucket", name: "inbox", keyPattern: "in/done/*" });
    expect(codes([calling("s3:putObject", [write], [], inbox.objectCreated({ prefix: "in/" }))], "/nowhere")).toEqual([
      'MR4008 workflow "calls" would start itself: "calls" calls s3:putObject, which may write inbox/in/done/*, which starts "calls"',
    ]);
    expect(codes([calling("s3:putObject", [write], [], inbox.objectCreated({ prefix: "out/" }))], "/nowhere")).toEqual(
      [],
    );
  });
});

describe("an app whose workflows call AWS services", () => {
  let app: MillraceApp;
  let template: Template;

  beforeAll(() => {
    const stack = new Stack(new App(), "Ledger");
    const table = new Table(stack, "Entries", { partitionKey: { name: "key", type: AttributeType.STRING } });
    app = new MillraceApp(stack, "App", {
      name: "ledger",
      rootFolder: join(import.meta.dirname, "fixtures", "ledger"),
      given: {
        entries: table,
        analysts: { reference: "analysts", arns: ["arn:aws:athena:us-east-1:000000000000:workgroup/analysts"] },
        catalog: {
          reference: "sales",
          arns: ["arn:aws:glue:us-east-1:000000000000:catalog", "arn:aws:glue:us-east-1:000000000000:table/sales/*"],
        },
      },
    });
    template = Template.fromStack(stack);
  }, 60_000);

  /** What the machine's role may do beyond writing its log, with references by their ids. */
  function rightsOf(workflow: string): readonly string[] {
    const roles = Object.values(template.findResources("AWS::IAM::Role")) as unknown as readonly {
      readonly Properties: {
        readonly Description?: string;
        readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
      };
    }[];
    const role = roles.find(({ Properties }) => Properties.Description === `Runs the workflow ${workflow}`);
    const statements = role?.Properties.Policies?.flatMap(({ PolicyDocument }) => PolicyDocument.Statement) ?? [];
    return statements
      .filter(({ Action }) => ![Action].flat().some((action) => action.startsWith("logs:")))
      .map(described);
  }

  const described = ({ Action, Resource }: Statement): string =>
    `${[Action].flat().join(" ")} on ${[Resource].flat().map(text).join(" ")}`;

  interface PolicyResource {
    readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
  }

  interface Statement {
    readonly Action: string | readonly string[];
    readonly Resource: unknown;
  }

  function text(resource: unknown): string {
    return JSON.stringify(resource)
      .replaceAll(/\{"Fn::GetAtt":\["(?:App)?([A-Za-z]+?)[0-9A-F]{8}","Arn"\]\}/g, "$1")
      .replaceAll(/\{"Fn::Join":\["",\[([^\]]*)\]\]\}/g, (_, parts: string) => parts.replaceAll(/",?"?|,/g, ""))
      .replaceAll('"', "");
  }

  /** The names of executions, without partition, region and account. */
  const withoutJoins = (right: string): string =>
    right.replaceAll(
      /\{Fn::Join:.*?:execution:,\{Fn::GetAtt:\[App(\w+?)[0-9A-F]{8},Name\]\},(.*?)\]\]\}/g,
      "execution:$1.Name$2",
    );

  it("leaves cdk-nag's AwsSolutions pack nothing to find in what it makes", () => {
    const { violations } = new AwsSolutionsChecks().validateScope(app);
    expect(violations).toEqual([]);
  });

  it("makes the buckets that only calls name", () => {
    expect([...app.buckets.keys()].toSorted()).toEqual(["inbox", "ledger"]);
  });

  it("lets the machine do what the arguments of its calls name, and nothing else", () => {
    expect(rightsOf("record-upload")).toEqual([
      "s3:GetObject s3:GetObjectTagging on InboxBucket/*",
      "s3:ListBucket on InboxBucket",
      "s3:PutObject s3:PutObjectTagging on LedgerBucket/raw/*",
      "dynamodb:PutItem on Entries",
      "dynamodb:Query on Entries/index/by-key",
    ]);
  });

  it("lets it read the items of its map runs, write their results, and start executions of itself", () => {
    expect(rightsOf("import-entries")).toEqual([
      "dynamodb:PutItem on Entries",
      "s3:GetObject on InboxBucket/entries/all.csv",
      "s3:ListBucket on InboxBucket",
      "s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload on LedgerBucket/imports/*",
    ]);
    const [policy, ...others] = Object.entries(template.findResources("AWS::IAM::Policy"));
    expect(others).toEqual([]);
    const [id, { Properties }] = policy as unknown as readonly [string, PolicyResource];
    expect(Properties.PolicyDocument.Statement.map(described).map(withoutJoins)).toEqual([
      "states:StartExecution on ImportEntriesWorkflow",
      "states:DescribeExecution states:StopExecution on execution:ImportEntriesWorkflow.Name:* execution:ImportEntriesWorkflow.Name/*",
      "states:RedriveExecution on execution:ImportEntriesWorkflow.Name/*",
    ]);
    const aliases = Object.values(template.findResources("AWS::StepFunctions::StateMachineAlias"));
    expect(aliases.filter(({ DependsOn }) => (DependsOn as readonly string[] | undefined)?.includes(id))).toHaveLength(
      1,
    );
  });

  it("lets it do what the workflow states", () => {
    expect(rightsOf("count-entries")).toEqual([
      "athena:StartQueryExecution athena:GetQueryExecution athena:StopQueryExecution athena:GetQueryResults on arn:aws:athena:us-east-1:000000000000:workgroup/analysts",
      "s3:GetObject s3:PutObject s3:AbortMultipartUpload s3:ListMultipartUploadParts on LedgerBucket/results/*",
      "s3:GetBucketLocation s3:ListBucket s3:ListBucketMultipartUploads on LedgerBucket",
      "glue:GetDatabase glue:GetTable on arn:aws:glue:us-east-1:000000000000:catalog arn:aws:glue:us-east-1:000000000000:table/sales/*",
      "s3:GetObject on InboxBucket/in/*",
      "s3:ListBucket s3:GetBucketLocation on InboxBucket",
      "s3:GetObject on LedgerBucket/raw/*",
    ]);
  });

  it("puts the physical names in place of the references", () => {
    const machines = Object.values(template.findResources("AWS::StepFunctions::StateMachine")) as unknown as readonly {
      readonly Properties: { readonly DefinitionSubstitutions: Readonly<Record<string, unknown>> };
    }[];
    const substitutions = machines.map(({ Properties }) => Properties.DefinitionSubstitutions);
    expect(substitutions).toContainEqual({
      LedgerBucketName: { Ref: expect.stringMatching(/^AppLedgerBucket/) as string },
      InboxBucketName: { Ref: expect.stringMatching(/^AppInboxBucket/) as string },
      EntriesReference: { Ref: expect.stringMatching(/^Entries/) as string },
    });
    expect(substitutions).toContainEqual({
      AnalystsReference: "analysts",
      LedgerBucketName: { Ref: expect.stringMatching(/^AppLedgerBucket/) as string },
    });
  });
});

it("takes tables, queues and topics of CDK for what they are called", () => {
  const stack = new Stack(new App(), "Given");
  const queue = new Queue(stack, "Queue");
  const topic = new Topic(stack, "Topic");
  expect(namesOf(queue)).toEqual({ reference: queue.queueUrl, arns: [queue.queueArn] });
  expect(namesOf(topic)).toEqual({ reference: topic.topicArn, arns: [topic.topicArn] });
});
