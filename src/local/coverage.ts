import type { ResourceType } from "./cloudformation/resource-type.ts";
import type { Service, ServiceName } from "./service.ts";

// What the local cloud implements, written from what refuses the rest: the same lists decide at run time.

const titles: Readonly<Record<ServiceName, string>> = {
  s3: "S3",
  events: "EventBridge",
  states: "Step Functions",
  lambda: "Lambda",
  sqs: "SQS",
  cloudformation: "CloudFormation",
  sts: "STS",
  iam: "IAM",
  ssm: "Systems Manager",
  logs: "CloudWatch Logs",
  monitoring: "CloudWatch",
  cloudcontrolapi: "Cloud Control",
  dynamodb: "DynamoDB",
  dynamodbstreams: "DynamoDB Streams",
  scheduler: "EventBridge Scheduler",
  secretsmanager: "Secrets Manager",
  sns: "SNS",
};

const introduction = `# What the local cloud covers

Generated from the code; \`UPDATE=1 npx vitest run test/local/coverage.test.ts\` rewrites it.

An operation that is not listed answers 501 and names itself. So does an input member that is not listed: nothing is
taken and ignored. A dotted path names a member of a structure, lists and maps adding no segment; a structure that is
named itself is honoured as a whole. A CloudFormation property that is not listed fails the change set by name.
`;

/** Writes `docs/coverage.md`. */
export function describeCoverage(services: Iterable<Service>, resourceTypes: readonly ResourceType[]): string {
  const sections = [...services]
    .toSorted((a, b) => titles[a.name].localeCompare(titles[b.name], "en"))
    .map(describeService);
  return [introduction, ...sections, describeResourceTypes(resourceTypes)].join("\n");
}

function describeService({ name, operations }: Service): string {
  const rows = Object.entries(operations)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, { members }]) => `| ${operation} | ${listOf(members)} |`);
  return [`## ${titles[name]}`, "", "| operation | input members |", "|---|---|", ...rows, ""].join("\n");
}

function describeResourceTypes(resourceTypes: readonly ResourceType[]): string {
  const rows = resourceTypes
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((type) =>
      type.isOpen
        ? `| ${type.name}, Custom::… | any | any |`
        : `| ${type.name} | ${listOf(Object.keys(type.properties))} | ${listOf(type.attributes)} |`,
    );
  return [
    "## CloudFormation resource types",
    "",
    "| type | properties | attributes of `Fn::GetAtt` |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** Sorted, so that the order in code may change without changing the page. */
function listOf(names: readonly string[]): string {
  return names.length === 0 ? "none" : [...new Set(names)].toSorted().join(", ");
}
