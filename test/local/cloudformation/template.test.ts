import { describe, expect, it } from "vitest";
import { checkRules } from "../../../src/local/cloudformation/template/check-rules.ts";
import { creationOrder } from "../../../src/local/cloudformation/template/creation-order.ts";
import { dependenciesOf, dependencyOrder } from "../../../src/local/cloudformation/template/dependencies.ts";
import { evaluateConditions } from "../../../src/local/cloudformation/template/evaluate-condition.ts";
import { evaluate } from "../../../src/local/cloudformation/template/evaluate.ts";
import { parseTemplate } from "../../../src/local/cloudformation/template/parse-template.ts";
import {
  parameterValues,
  resolveParameters,
  type ParameterInput,
} from "../../../src/local/cloudformation/template/resolve-parameters.ts";
import { pseudoParametersOf, type Scope } from "../../../src/local/cloudformation/template/scope.ts";
import type { JsonValue } from "../../../src/local/cloudformation/json-value.ts";

const body = {
  Description: "a test",
  Metadata: { ignored: true },
  Parameters: { Stage: { Type: "String", Default: "dev" }, Zones: { Type: "CommaDelimitedList", Default: "a, b" } },
  Mappings: { Sizes: { dev: { Memory: 128 }, prod: { Memory: 1024 } } },
  Conditions: {
    IsBig: { "Fn::And": [{ Condition: "IsProd" }, { "Fn::Not": [{ "Fn::Equals": ["a", "b"] }] }] },
    IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
    IsAny: { "Fn::Or": [{ Condition: "IsProd" }, { "Fn::Equals": [1, "1"] }] },
  },
  Resources: { Bucket: { Type: "AWS::S3::Bucket" }, Other: { Type: "AWS::S3::Bucket", DependsOn: "Bucket" } },
};

function scope(change: Partial<Scope> = {}, parameters: Record<string, JsonValue> = { Stage: "dev" }): Scope {
  const template = parseTemplate(JSON.stringify(body));
  const base = {
    template,
    parameters: { Zones: ["a", "b"], ...parameters },
    pseudoParameters: pseudoParametersOf({
      region: "us-east-1",
      accountId: "000000000000",
      stackName: "demo",
      stackId: "arn:stack",
    }),
    resource: (id: string) =>
      id === "Bucket" ? { physicalId: "demo-bucket", attributes: { Arn: "arn:aws:s3:::demo-bucket" } } : undefined,
    exported: (name: string) => (name === "shared" ? "from-elsewhere" : undefined),
    stackOutput: (stack: string, output: string) => (stack === "other" && output === "Name" ? "its-name" : undefined),
    partial: false,
  };
  return { ...base, conditions: evaluateConditions(template, base), ...change };
}

describe("intrinsic functions", () => {
  it.each<[string, JsonValue, JsonValue]>([
    ["Ref of a resource", { Ref: "Bucket" }, "demo-bucket"],
    ["Ref of a parameter", { Ref: "Stage" }, "dev"],
    ["Ref of a list", { Ref: "Zones" }, ["a", "b"]],
    ["pseudo-parameters", { Ref: "AWS::Partition" }, "aws"],
    ["GetAtt as a list", { "Fn::GetAtt": ["Bucket", "Arn"] }, "arn:aws:s3:::demo-bucket"],
    ["GetAtt as text", { "Fn::GetAtt": "Bucket.Arn" }, "arn:aws:s3:::demo-bucket"],
    ["Join", { "Fn::Join": ["/", [{ "Fn::GetAtt": ["Bucket", "Arn"] }, "*"]] }, "arn:aws:s3:::demo-bucket/*"],
    ["Join over a list parameter", { "Fn::Join": ["-", { Ref: "Zones" }] }, "a-b"],
    ["Sub", { "Fn::Sub": "${Bucket}.${Bucket.Arn}.${AWS::Region}" }, "demo-bucket.arn:aws:s3:::demo-bucket.us-east-1"],
    ["Sub with its own values", { "Fn::Sub": ["${X}/${!Literal}", { X: { Ref: "Stage" } }] }, "dev/${Literal}"],
    ["Select and Split", { "Fn::Select": [1, { "Fn::Split": [":", "a:b:c"] }] }, "b"],
    [
      "GetStackOutput",
      { "Fn::GetStackOutput": { StackName: "other", OutputName: "Name", Region: "us-east-1" } },
      "its-name",
    ],
    ["GetAZs", { "Fn::Select": [1, { "Fn::GetAZs": "" }] }, "us-east-1b"],
    ["Cidr", { "Fn::Cidr": ["10.0.0.0/16", 3, "8"] }, ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]],
    ["Cidr of IPv6", { "Fn::Cidr": ["2001:db8::/56", 2, 64] }, ["2001:db8::/64", "2001:db8:0:1::/64"]],
    ["FindInMap", { "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "Memory"] }, 128],
    ["If", { "Fn::If": ["IsProd", "yes", "no"] }, "no"],
    ["Base64", { "Fn::Base64": "hi" }, "aGk="],
    ["ImportValue", { "Fn::ImportValue": "shared" }, "from-elsewhere"],
  ])("evaluates %s", (_name, expression, expected) => {
    expect(evaluate(expression, scope())).toEqual(expected);
  });

  it("removes what is AWS::NoValue, also from lists", () => {
    const expression = {
      kept: [1, { Ref: "AWS::NoValue" }, 2],
      gone: { "Fn::If": ["IsProd", 1, { Ref: "AWS::NoValue" }] },
    };
    expect(evaluate(expression, scope())).toEqual({ kept: [1, 2] });
  });

  it("keeps an object with several keys that only looks like an intrinsic", () => {
    expect(evaluate({ Ref: "x", also: "y" }, scope())).toEqual({ Ref: "x", also: "y" });
  });

  it("takes no time for names that nothing ends", () => {
    const text = `\${Stage}${"${".repeat(500_000)}`;
    expect(evaluate({ "Fn::Sub": text }, scope())).toBe(text.replace("${Stage}", "dev"));
  });

  it("leaves references to resources that do not exist yet standing in a partial scope", () => {
    const expression = { "Fn::Join": ["", ["arn:", { Ref: "Other" }, { Ref: "Stage" }]] };
    expect(evaluate(expression, scope({ partial: true }))).toEqual({
      "Fn::Join": ["", ["arn:", { Ref: "Other" }, "dev"]],
    });
    expect(evaluate({ "Fn::Sub": "${Other.Arn}-${Stage}" }, scope({ partial: true }))).toEqual({
      "Fn::Sub": ["${Other.Arn}-${Stage}", { "Other.Arn": { "Fn::GetAtt": ["Other", "Arn"] }, Stage: "dev" }],
    });
  });

  it.each<[string, JsonValue, string]>([
    [
      "an unknown function",
      { "Fn::Transform": { Name: "AWS::Include" } },
      "intrinsic function 'Fn::Transform' is not implemented",
    ],
    ["a loop", { "Fn::ForEach::Each": ["X", ["a"], {}] }, "intrinsic function 'Fn::ForEach::Each' is not implemented"],
    ["more blocks than fit", { "Fn::Cidr": ["10.0.0.0/24", 3, 7] }, "every Fn::Cidr object requires"],
    ["an extension without its transform", { "Fn::Length": ["a"] }, "Encountered unsupported function: Fn::Length"],
    [
      "another region",
      { "Fn::GetStackOutput": { StackName: "other", OutputName: "Name", Region: "eu-west-1" } },
      "another region ('eu-west-1') is not implemented",
    ],
    [
      "an unknown output",
      { "Fn::GetStackOutput": { StackName: "other", OutputName: "No" } },
      "found no output No of a stack other",
    ],
    [
      "an attribute that is not there",
      { "Fn::GetAtt": ["Bucket", "Colour"] },
      "does not support attribute type Colour",
    ],
    [
      "an absent map entry",
      { "Fn::FindInMap": ["Sizes", "test", "Memory"] },
      "Unable to get mapping for Sizes::test::Memory",
    ],
    ["a missing export", { "Fn::ImportValue": "absent" }, "No export named absent found."],
    ["an index beyond the end", { "Fn::Select": [5, ["a"]] }, "nonexistent value at index 5"],
    ["a Join over an object", { "Fn::Join": ["", [{ a: 1 }]] }, "Fn::Join"],
  ])("rejects %s", (_name, expression, message) => {
    expect(() => evaluate(expression, scope())).toThrow(message);
  });
});

describe("the transform AWS::LanguageExtensions", () => {
  const template = parseTemplate(JSON.stringify({ ...body, Transform: ["AWS::LanguageExtensions"] }));
  it.each<[string, JsonValue, JsonValue]>([
    ["Length", { "Fn::Length": { Ref: "Zones" } }, 2],
    ["ToJsonString", { "Fn::ToJsonString": { zones: { Ref: "Zones" } } }, '{"zones":["a","b"]}'],
    ["FindInMap with a default", { "Fn::FindInMap": ["Sizes", "test", "Memory", { DefaultValue: 64 }] }, 64],
    ["FindInMap that needs none", { "Fn::FindInMap": ["Sizes", "dev", "Memory", { DefaultValue: 64 }] }, 128],
  ])("brings %s", (_name, expression, value) => {
    expect(evaluate(expression, scope({ template }))).toEqual(value);
  });
});

describe("Fn::ForEach", () => {
  const parse = (resources: object, more: object = {}) =>
    parseTemplate(JSON.stringify({ Transform: "AWS::LanguageExtensions", Resources: resources, ...more }));
  const bucket = { Type: "AWS::S3::Bucket" };

  it("makes resources, properties and outputs, loop within loop", () => {
    const { resources, outputs } = parse(
      {
        "Fn::ForEach::Stages": [
          "Stage",
          ["dev", "prod-1"],
          {
            "Fn::ForEach::Kinds": [
              "Kind",
              ["In", "Out"],
              {
                "Bucket&{Stage}${Kind}": {
                  ...bucket,
                  Properties: {
                    BucketName: { "Fn::Sub": "${Stage}-${Kind}-${AWS::Region}" },
                    Tags: [{ Ref: "Stage" }],
                  },
                },
              },
            ],
          },
        ],
        Topic: {
          Type: "AWS::SNS::Topic",
          Properties: { "Fn::ForEach::Names": ["Name", ["TopicName", "DisplayName"], { "${Name}": "of ${Name}" }] },
        },
      },
      {
        Outputs: {
          "Fn::ForEach::All": ["Kind", ["In", "Out"], { "${Kind}Name": { Value: { Ref: "Bucketdev${Kind}" } } }],
        },
      },
    );
    expect(Object.keys(resources)).toEqual(["BucketdevIn", "BucketdevOut", "Bucketprod1In", "Bucketprod1Out", "Topic"]);
    expect(resources["Bucketprod1Out"]?.properties).toEqual({
      BucketName: { "Fn::Sub": "prod-1-Out-${AWS::Region}" },
      Tags: ["prod-1"],
    });
    expect(resources["Topic"]?.properties).toEqual({ TopicName: "of TopicName", DisplayName: "of DisplayName" });
    expect(outputs).toEqual({ InName: { Value: { Ref: "BucketdevIn" } }, OutName: { Value: { Ref: "BucketdevOut" } } });
  });

  const hundred = Array.from({ length: 100 }, (_, index) => `n${index}`);
  it.each<[string, object, string]>([
    ["a loop without a body", { "Fn::ForEach::A": ["X", ["a"]] }, "Fn::ForEach layout is incorrect"],
    [
      "elements that are no text",
      { "Fn::ForEach::A": ["X", [1], { "${X}": bucket }] },
      "Fn::ForEach layout is incorrect",
    ],
    ["a member made twice", { "Fn::ForEach::A": ["X", ["a", "b"], { Same: bucket }] }, "makes 'Same' more than once"],
    [
      "a parameter as collection, by name",
      { "Fn::ForEach::A": ["X", { Ref: "P" }, { "${X}": bucket }] },
      "not implemented",
    ],
    [
      "an identifier within itself",
      { "Fn::ForEach::A": ["X", ["a"], { "Fn::ForEach::B": ["X", ["b"], { "${X}": bucket }] }] },
      "in use already",
    ],
    [
      "loops that multiply without end",
      { "Fn::ForEach::A": ["X", hundred, { "Fn::ForEach::B": ["Y", hundred, { "${X}${Y}": bucket }] }] },
      "more than 5000 members",
    ],
  ])("rejects %s", (_name, resources, message) => {
    expect(() => parse(resources)).toThrow(message);
  });
});

describe("conditions and rules", () => {
  it("evaluates conditions that name each other in any order", () => {
    expect(Object.fromEntries(scope({}, { Stage: "prod" }).conditions)).toEqual({
      IsBig: true,
      IsProd: true,
      IsAny: true,
    });
    expect(scope().conditions.get("IsBig")).toBe(false);
  });

  it("rejects conditions that go in a circle, by name", () => {
    const template = parseTemplate(
      JSON.stringify({ ...body, Conditions: { A: { "Fn::Not": [{ Condition: "B" }] }, B: { Condition: "A" } } }),
    );
    expect(() => evaluateConditions(template, { ...scope(), template })).toThrow(
      "Circular dependency between conditions: [A, B, A]",
    );
  });

  const rule = (Assert: JsonValue): Scope => {
    const template = parseTemplate(
      JSON.stringify({ ...body, Rules: { Check: { Assertions: [{ Assert, AssertDescription: "bootstrap again" }] } } }),
    );
    return scope({ template, parameters: { Version: "5" } });
  };

  it("checks the rule that the CDK writes about the bootstrap version", () => {
    const tooOld = { "Fn::Not": [{ "Fn::Contains": [["1", "2", "3", "4", "5"], { Ref: "Version" }] }] };
    expect(() => checkRules(rule(tooOld))).toThrow("Rule Check failed: bootstrap again");
    const enough = { "Fn::Not": [{ "Fn::Contains": [["1", "2"], { Ref: "Version" }] }] };
    expect(() => checkRules(rule(enough))).not.toThrow();
  });

  it("rejects rule functions that are not implemented", () => {
    expect(() => checkRules(rule({ "Fn::RefAll": "AWS::EC2::VPC::Id" }))).toThrow("'Fn::RefAll' is not implemented");
  });
});

describe("parameters", () => {
  const resolve = (
    declared: object,
    given: readonly ParameterInput[] = [],
    previous: { key: string; value: string }[] = [],
  ) => {
    const template = parseTemplate(JSON.stringify({ ...body, Parameters: declared }));
    return resolveParameters({
      template,
      given,
      previous,
      readSsmParameter: (name) => Promise.resolve(name === "/cdk-bootstrap/hnb659fds/version" ? "21" : undefined),
    }).then((parameters) => parameterValues(template, parameters));
  };

  it("takes the given value, the previous one where asked, and the default", async () => {
    const declared = { A: { Type: "String" }, B: { Type: "String" }, C: { Type: "Number", Default: 3 } };
    const given = [
      { ParameterKey: "A", ParameterValue: "given" },
      { ParameterKey: "B", UsePreviousValue: true },
    ];
    expect(await resolve(declared, given, [{ key: "B", value: "before" }])).toEqual({
      A: "given",
      B: "before",
      C: "3",
    });
  });

  it("looks up SSM parameters", async () => {
    const Version = { Type: "AWS::SSM::Parameter::Value<String>", Default: "/cdk-bootstrap/hnb659fds/version" };
    expect(await resolve({ Version })).toEqual({ Version: "21" });
    await expect(resolve({ Version: { ...Version, Default: "/absent" } })).rejects.toThrow(
      "Unable to fetch parameters [/absent] from parameter store",
    );
  });

  it.each<[string, object, ParameterInput[], string]>([
    ["a missing value", { A: { Type: "String" } }, [], "Parameters: [A] must have values"],
    [
      "an undeclared one",
      {},
      [{ ParameterKey: "X", ParameterValue: "1" }],
      "Parameters: [X] do not exist in the template",
    ],
    [
      "a value not allowed",
      { A: { Type: "String", Default: "c", AllowedValues: ["a", "b"] } },
      [],
      "one of AllowedValues: [a, b]",
    ],
    ["a text for a number", { A: { Type: "Number", Default: "x" } }, [], "must be a number"],
    [
      "a pattern not met",
      { A: { Type: "String", Default: "x1", AllowedPattern: "[a-z]" } },
      [],
      "must match pattern [a-z]",
    ],
    [
      "a type not implemented",
      { A: { Type: "AWS::EC2::VPC::Id", Default: "x" } },
      [],
      "'AWS::EC2::VPC::Id' (of A) is not implemented",
    ],
  ])("rejects %s", async (_name, declared, given, message) => {
    await expect(resolve(declared, given)).rejects.toThrow(message);
  });
});

describe("the shape of a template", () => {
  it.each<[string, string, string]>([
    ["text that is not JSON", "{", "JSON not well-formed"],
    ["YAML", "Resources:\n  A: {}", "a template in YAML"],
    ["no resources", "{}", "At least one Resources member must be defined"],
    ["unknown sections", JSON.stringify({ ...body, Results: {} }), "Invalid template property or properties [Results]"],
    [
      "transforms",
      JSON.stringify({ ...body, Transform: "AWS::Serverless" }),
      'transform "AWS::Serverless" is not implemented',
    ],
    ["a resource without a type", JSON.stringify({ Resources: { A: {} } }), "must contain a Type member"],
    [
      "update policies",
      JSON.stringify({ Resources: { A: { Type: "X", UpdatePolicy: {} } } }),
      "'UpdatePolicy' (of A) is not implemented",
    ],
    [
      "snapshots",
      JSON.stringify({ Resources: { A: { Type: "X", DeletionPolicy: "Snapshot" } } }),
      "'Snapshot' (of A) is not implemented",
    ],
  ])("rejects %s", (_name, text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });

  it("orders resources by what they refer to, through every kind of reference", () => {
    const { resources } = parseTemplate(
      JSON.stringify({
        Resources: {
          D: { Type: "X", DependsOn: ["C"] },
          C: { Type: "X", Properties: { a: { "Fn::Sub": ["${v}", { v: { "Fn::GetAtt": ["B", "Arn"] } }] } } },
          B: { Type: "X", Properties: { a: { "Fn::Sub": "${A.Arn}" } } },
          A: { Type: "X" },
        },
      }),
    );
    expect(dependencyOrder(dependenciesOf(resources))).toEqual(["A", "B", "C", "D"]);
  });

  it("makes custom resources after all that does not need them", () => {
    const dependencies = new Map([
      ["Handler", []],
      ["Custom", ["Handler"]],
      ["UserOfCustom", ["Custom"]],
      ["HandlerLog", ["Handler"]],
      ["Other", []],
    ]);
    const order = creationOrder(dependencies, (id) => id === "Custom");
    expect(order).toEqual(["Handler", "HandlerLog", "Other", "Custom", "UserOfCustom"]);
  });

  it("rejects a circle and names its members in order", () => {
    const { resources } = parseTemplate(
      JSON.stringify({
        Resources: {
          Apart: { Type: "X", Properties: { a: { Ref: "A" } } },
          A: { Type: "X", Properties: { a: { Ref: "B" } } },
          B: { Type: "X", Properties: { a: { "Fn::GetAtt": ["C", "Arn"] } } },
          C: { Type: "X", DependsOn: "A" },
        },
      }),
    );
    expect(() => dependencyOrder(dependenciesOf(resources))).toThrow(
      "Circular dependency between resources: [A, B, C]",
    );
  });
});
