import type { Json } from "#asl";

// What Step Functions says of definitions that it refuses, each with where it was seen.

export interface CreationCase {
  readonly name: string;
  /** Where AWS was seen to say this; `ours` where what it says is not known, only that it refuses. */
  readonly source: string;
  readonly type?: "STANDARD" | "EXPRESS";
  readonly definition: Json;
  /** `CODE location: message`, in order. */
  readonly found: readonly string[];
}

const targets = "measured, github.com/floci-io/floci/pull/2786";
const fields = "measured, github.com/floci-io/floci/issues/2735";
const languages = "measured, github.com/floci-io/floci/issues/2968";
const numbers = "measured, github.com/floci-io/floci/issues/3733";
const expressions = "measured, github.com/floci-io/floci/issues/2745";
const issue = (number: number): string => `deployed, github.com/aws-cloudformation/cfn-lint/issues/${number}`;

type States = Readonly<Record<string, Json>>;

const jsonPath = (States: States): Json => ({ StartAt: Object.keys(States)[0] ?? "", States });
const jsonata = (States: States): Json => ({ QueryLanguage: "JSONata", ...(jsonPath(States) as object) });

const tooLong = "n".repeat(81);
const end = { Type: "Pass", End: true };
const succeed = { Type: "Succeed" };
const task = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };
const processor = { StartAt: "P", States: { P: end } };
const distributed = { ...processor, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
const map = (more: States): Json => ({ Type: "Map", ItemProcessor: processor, End: true, ...more });
const childMap = (more: States): Json => map({ ItemProcessor: distributed, ...more });
const schema = (place: string, message: string): string => `SCHEMA_VALIDATION_FAILED ${place}: ${message}`;
const lost = (place: string, target: string): string =>
  `MISSING_TRANSITION_TARGET ${place}: Missing 'Next' target: ${target}`;
const unreachable = (place: string, name: string): string =>
  `MISSING_TRANSITION_TARGET ${place}: State "${name}" is not reachable.`;
const endless = "MISSING_END_STATE null: Workflow has no terminal state";
const only = (place: string, own: string, field: string, other: string): string =>
  schema(
    place,
    `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
  );

const flow: readonly CreationCase[] = [
  {
    name: "a target that there is not, and a state that nothing leads to",
    source: "recorded, github.com/localstack/localstack/issues/11978",
    definition: jsonPath({ pass1: { Type: "Pass", Next: "pass3" }, pass2: end }),
    found: [lost("/States/pass1/Next", "pass3"), unreachable("/States/pass2", "pass2")],
  },
  {
    name: "a StartAt that names no state",
    source: issue(4074),
    definition: { StartAt: "Not sure", States: { "Pass One": { Type: "Pass", Next: "Success" }, Success: succeed } },
    found: [
      lost("/StartAt", "Not sure"),
      unreachable("/States/Pass One", "Pass One"),
      unreachable("/States/Success", "Success"),
    ],
  },
  {
    name: "rules, defaults and catchers that lead nowhere",
    source: targets,
    definition: jsonPath({
      A: { Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "X" }], Default: "Y" },
      T: { ...task, Catch: [{ ErrorEquals: ["E"], Next: "Z" }], End: true },
    }),
    found: [
      lost("/States/A/Choices[0]/Next", "X"),
      lost("/States/A/Default", "Y"),
      lost("/States/T/Catch[0]/Next", "Z"),
      unreachable("/States/T", "T"),
    ],
  },
  {
    name: "a loop that nothing ends",
    source: targets,
    definition: jsonPath({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } }),
    found: [endless],
  },
  {
    name: "a loop that nothing ends, beside a state that nothing leads to",
    source: targets,
    definition: jsonPath({
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Pass", Next: "A" },
      C: { Type: "Pass", Next: "A" },
    }),
    found: [endless],
  },
  {
    name: "a loop beside an end that nothing leads to",
    source: targets,
    definition: jsonPath({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" }, C: end }),
    found: [unreachable("/States/C", "C")],
  },
  {
    name: "no end, because the only way leads nowhere",
    source: targets,
    definition: jsonPath({ A: { Type: "Pass", Next: "NOPE" } }),
    found: [lost("/States/A/Next", "NOPE"), endless],
  },
  {
    name: "a state's name that is too long",
    source: "deployed, github.com/ChristopheBougere/asl-validator/issues/69",
    definition: jsonPath({ [tooLong]: end }),
    found: [
      `INVALID_STATE_NAME /States/${tooLong}: Invalid State name: State '${tooLong}' exceeds the 80-character limit allowed by the service`,
    ],
  },
  {
    name: "two states of one name",
    source: issue(3616),
    definition: jsonPath({ P: map({}) }),
    found: ["DUPLICATE_STATE_NAME /States/P/ItemProcessor/States/P: Duplicate State name: P"],
  },
  {
    name: "two labels that are the same",
    source: "ours; the code is the API reference's",
    definition: jsonPath({
      A: { ...(childMap({ Label: "L" }) as object), End: undefined, Next: "B" } as unknown as Json,
      B: childMap({ Label: "L", ItemProcessor: { ...distributed, StartAt: "Q", States: { Q: end } } }),
    }),
    found: ["DUPLICATE_LABEL_NAME /States/B/Label: Duplicate Label name: L"],
  },
];

const shape: readonly CreationCase[] = [
  {
    name: "fields that are missing",
    source: "recorded, StepFunctions ValidateStateMachineDefinition of {}",
    definition: {},
    found: [schema("/", "These fields are required: [States, StartAt]")],
  },
  {
    name: "a rule without Next",
    source: issue(4077),
    definition: jsonPath({
      C: { Type: "Choice", Choices: [{ Variable: "$", StringMatches: "Test" }], Default: "S" },
      S: succeed,
    }),
    found: [schema("/States/C/Choices[0]", "These fields are required: [Next]")],
  },
  ...["Map", "Parallel", "Pass", "Wait", "Succeed", "Fail"].map((type): CreationCase => {
    const own: Record<string, States> = {
      Map: map({}) as States,
      Parallel: { Type: "Parallel", Branches: [processor], End: true },
      Pass: end,
      Wait: { Type: "Wait", Seconds: 1, End: true },
      Succeed: succeed,
      Fail: { Type: "Fail" },
    };
    return {
      name: `TimeoutSeconds on a ${type}`,
      source: fields,
      definition: jsonPath({ A: { ...own[type], TimeoutSeconds: 5 } }),
      found: [schema("/States/A", "Field 'TimeoutSeconds' is not supported")],
    };
  }),
  {
    name: "Catch on a Pass",
    source: fields,
    definition: jsonPath({ A: { ...end, Catch: [{ ErrorEquals: ["E"], Next: "A" }] } }),
    found: [schema("/States/A", "Field 'Catch' is not supported")],
  },
  {
    name: "a text where a number is expected",
    source: "deployed, github.com/serverless-operations/serverless-step-functions/issues/188",
    definition: jsonPath({ A: { Type: "Wait", Seconds: "$.seconds", End: true } }),
    found: [schema("/States/A/Seconds", "Expected value of type Integer")],
  },
  {
    name: "a wait of more than three years",
    source: issue(4075),
    definition: jsonPath({ A: { Type: "Wait", Seconds: 10_000_000_000_000_000, End: true } }),
    found: [schema("/States/A/Seconds", "Maximum value is 99999999")],
  },
  {
    name: "numbers of a Map below their least",
    source: numbers,
    definition: jsonPath({
      A: childMap({ MaxConcurrency: -1, ToleratedFailureCount: -1, ToleratedFailurePercentage: -1 }),
    }),
    found: [
      schema("/States/A/MaxConcurrency", "Minimum value is 0"),
      schema("/States/A/ToleratedFailureCount", "Minimum value is 0"),
      schema("/States/A/ToleratedFailurePercentage", "Minimum value is 0.0"),
    ],
  },
  {
    name: "numbers of a Map above their most",
    source: numbers,
    definition: jsonPath({
      A: childMap({
        ToleratedFailurePercentage: 101,
        ItemReader: { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { MaxItems: 100_000_001 } },
      }),
    }),
    found: [
      schema("/States/A/ToleratedFailurePercentage", "Maximum value is 100.0"),
      schema("/States/A/ItemReader/ReaderConfig/MaxItems", "Maximum value is 100000000"),
    ],
  },
  {
    name: "a number and the path to one",
    source: numbers,
    definition: jsonPath({
      A: childMap({
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig: { MaxItems: 1, MaxItemsPath: "$.n" },
        },
      }),
    }),
    found: [
      schema(
        "/States/A/ItemReader/ReaderConfig",
        "There should only be one of the following fields: [MaxItems, MaxItemsPath]",
      ),
    ],
  },
  {
    name: "States.ALL before others",
    source: "deployed, github.com/aws/aws-cdk/issues/10530",
    definition: jsonPath({
      A: {
        ...task,
        Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["Exception"] }],
        Catch: [
          { ErrorEquals: ["States.ALL"], Next: "B" },
          { ErrorEquals: ["Exception"], Next: "B" },
        ],
        End: true,
      },
      B: succeed,
    }),
    found: ["Retry", "Catch"].map((field) =>
      schema(`/States/A/${field}[0]/ErrorEquals[0]`, "States.ALL must appear alone and at end of list"),
    ),
  },
  {
    name: "a Resource that is no ARN",
    source: "github.com/aws/aws-sam-cli-app-templates/issues/185",
    definition: jsonPath({ A: { ...task, Resource: "create", End: true } }),
    found: [schema("/States/A/Resource", "Value is not a valid resource ARN")],
  },
  {
    name: "a timestamp that is none",
    source: "ours; ASL: timestamps conform to the RFC3339 profile of ISO 8601",
    definition: jsonPath({ A: { Type: "Wait", Timestamp: "tomorrow", End: true } }),
    found: [schema("/States/A/Timestamp", "String does not match RFC3339 timestamp")],
  },
];

const queries: readonly CreationCase[] = [
  {
    name: "a field of JSONata in JSONPath, within a Map in JSONata",
    source: languages,
    definition: jsonPath({
      M: map({ QueryLanguage: "JSONata", ItemProcessor: { StartAt: "P", States: { P: { ...end, Output: {} } } } }),
    }),
    found: [only("/States/M/ItemProcessor/States/P", "JSONPath", "Output", "JSONata")],
  },
  {
    name: "a field of JSONPath in JSONata",
    source: "github.com/aws/aws-cdk/issues/34352",
    definition: jsonata({ A: { ...task, End: true } }),
    found: [only("/States/A", "JSONata", "Parameters", "JSONPath")],
  },
  {
    name: "the path of a batcher in JSONata",
    source: numbers,
    definition: jsonata({ A: childMap({ ItemBatcher: { MaxItemsPerBatchPath: "$.n" } }) }),
    found: [only("/States/A/ItemBatcher", "JSONata", "MaxItemsPerBatchPath", "JSONPath")],
  },
  {
    name: "a state in JSONPath in a machine of JSONata",
    source: languages,
    definition: jsonata({ A: { ...end, QueryLanguage: "JSONPath" } }),
    found: [schema("/States/A", "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine")],
  },
  {
    name: "a language for an ItemProcessor",
    source: languages,
    definition: jsonPath({ M: map({ ItemProcessor: { ...processor, QueryLanguage: "JSONata" } }) }),
    found: [schema("/States/M/ItemProcessor", "Field 'QueryLanguage' is not supported")],
  },
  {
    name: "a path that is none",
    source: issue(4078),
    definition: jsonPath({ A: { ...end, OutputPath: "Test" } }),
    found: [schema("/States/A/OutputPath", "Value must be a valid JSONPath.")],
  },
  {
    name: "a Variable that is no path",
    source: issue(4076),
    definition: jsonPath({
      C: { Type: "Choice", Choices: [{ Variable: "Test", StringMatches: "Test", Next: "S" }], Default: "S" },
      S: succeed,
    }),
    found: [
      schema("/States/C/Choices[0]/Variable", "Value is not a Reference Path: Reference path didn't start with '$'"),
    ],
  },
  {
    name: "a template's path that is none",
    source: issue(4085),
    definition: jsonPath({ A: { ...end, Assign: { "Variable.$": "Test" } } }),
    found: [
      schema(
        "/States/A/Assign",
        "The value for the field 'Variable.$' must be a valid JSONPath or a valid intrinsic function call",
      ),
    ],
  },
  {
    name: "a template's path that is no text",
    source: "quoted by public tools; which word stands for a kind is ours",
    definition: jsonPath({ A: { ...end, Parameters: { "x.$": { a: 1 }, y: 2 } } }),
    found: [
      schema(
        "/States/A/Parameters",
        "The value for the field 'x.$' must be a STRING that contains a JSONPath but was an OBJECT",
      ),
    ],
  },
  {
    name: "an intrinsic function that there is not",
    source: "deployed, github.com/serverless-operations/serverless-step-functions/issues/399",
    definition: jsonPath({
      A: {
        ...task,
        Parameters: { FunctionName: "f", "Payload.$": "States.format('test-{}.json', $.Comment)" },
        End: true,
      },
    }),
    found: [
      schema(
        "/States/A/Parameters",
        "The value for the field 'Payload.$' must be a valid JSONPath or a valid intrinsic function call",
      ),
    ],
  },
  {
    name: "an expression with a bare name",
    source: "measured, github.com/floci-io/floci/issues/2670",
    definition: jsonata({ E: { ...end, Output: { v: "{% phone %}" } } }),
    found: [
      "UNSUPPORTED_JSONATA_EXPRESSION /States/E/Output/v: Reference to 'phone' at the top level is not supported.",
    ],
  },
  ...[
    ["$states.input.a[1,2)", 'Expected "]", got ","'],
    ['"unterminated', "String literal must be terminated by a matching quote"],
    ["1 +", "Unexpected end of expression"],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ["$x :=", "Unexpected end of expression"],
    ['$match("a", /abc', "No terminating / in regular expression"],
  ].map(([source, message]) => ({
    name: `the expression ${source}`,
    source: expressions,
    definition: jsonata({ Main: { ...end, Output: `{% ${source} %}` } }),
    found: [`INVALID_JSONATA_EXPRESSION /States/Main/Output: ${message}`],
  })),
];

const express: readonly CreationCase[] = (
  [
    ["sqs:sendMessage.waitForTaskToken", "'.waitForTaskToken' service integration "],
    ["states:startExecution.sync:2", "'.sync' service integration"],
  ] as const
).map(([resource, what]) => ({
  name: `${resource} in an Express state machine`,
  source: "developer guide, Express workflows support neither Job-run nor Callback",
  type: "EXPRESS" as const,
  definition: jsonPath({ A: { ...task, Resource: `arn:aws:states:::${resource}`, End: true } }),
  found: [schema("/States/A/Resource", `Express state machine does not support ${what}`)],
}));

export const creationCases: readonly CreationCase[] = [...flow, ...shape, ...queries, ...express];
