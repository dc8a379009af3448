import {
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SFNClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import type { CreateStateMachineCommandInput, ValidateStateMachineDefinitionCommandInput } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepTold, roleArn, standInService } from "../local/runtime/stand-ins.ts";
import { done, openStates, refusal, states, type StatesClient, waiting } from "./states-client.ts";

const { told, outlets } = keepTold();
let client: StatesClient;
let sfn: SFNClient;
let count = 0;
/** A name that no other test has. */
let name: string;

beforeAll(async () => {
  const logs = standInService("logs", { DescribeLogGroups: () => ({ logGroups: [{ logGroupName: "/there" }] }) });
  client = await openStates({ outlets, others: [logs] });
  ({ sfn } = client);
});

beforeEach(() => {
  name = `machine-${(count += 1)}`;
});

afterAll(() => client.close());

const create = (definition: string, more: Partial<CreateStateMachineCommandInput> = {}): Promise<string> =>
  client.create(name, definition, more);

const start: StatesClient["start"] = (...args) => client.start(...args);

describe("state machines", () => {
  it("are created, described and listed", async () => {
    const arn = await create(done, { tracingConfiguration: { enabled: true }, tags: [{ key: "team", value: "a" }] });
    expect(arn).toBe(`arn:aws:states:us-east-1:000000000000:stateMachine:${name}`);
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(described).toMatchObject({
      stateMachineArn: arn,
      name,
      status: "ACTIVE",
      type: "STANDARD",
      definition: done,
      roleArn,
      loggingConfiguration: { level: "OFF", includeExecutionData: false },
      tracingConfiguration: { enabled: true },
    });
    expect(described.creationDate).toBeInstanceOf(Date);
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.find((machine) => machine.name === name)).toMatchObject({
      stateMachineArn: arn,
      type: "STANDARD",
    });
  });

  it("may be created again as they are, and under another definition not", async () => {
    const arn = await create(done);
    expect(await create(done, { roleArn: `${roleArn}-2` })).toBe(arn);
    expect(await refusal(create(waiting))).toEqual([
      "StateMachineAlreadyExists",
      `State Machine Already Exists: '${arn}'`,
    ]);
  });

  it("are updated in definition, and each change is a new revision", async () => {
    const arn = await create(done);
    const first = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition: waiting }));
    const same = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition: waiting }));
    expect(first.revisionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(same.revisionId).toBe(first.revisionId);
    const saidNothingNew = {
      stateMachineArn: arn,
      loggingConfiguration: { level: "OFF" as const },
      tracingConfiguration: { enabled: false },
    };
    expect((await sfn.send(new UpdateStateMachineCommand(saidNothingNew))).revisionId).toBe(first.revisionId);
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(described).toMatchObject({ definition: waiting, revisionId: first.revisionId });
  });

  it("are deleted with what they run, and the name is free again", async () => {
    const arn = await create(waiting);
    const executionArn = await start(arn, "{}", "one");
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
    const describe = sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(await refusal(describe)).toEqual(["StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`]);
    expect(
      told.events.filter(({ resources }) => resources[0] === executionArn).map(({ detail }) => detail.status),
    ).toEqual(["RUNNING", "ABORTED"]);
    await create(done);
    expect(await start(arn, "{}", "one")).toBe(executionArn);
  });

  it("are listed page by page", async () => {
    for (let n = 0; n < 3; n += 1) {
      name = `page-${n}`;
      await create(done);
    }
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
      expect(page.stateMachines?.length).toBeLessThanOrEqual(2);
      names.push(...(page.stateMachines ?? []).map((machine) => machine.name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names.filter((one) => one?.startsWith("page-"))).toEqual(["page-0", "page-1", "page-2"]);
    expect(new Set(names).size).toBe(names.length);
    const broken = sfn.send(new ListStateMachinesCommand({ nextToken: "nonsense" }));
    expect(await refusal(broken)).toEqual(["InvalidToken", "Invalid Token: 'Invalid token'"]);
  });

  it("carry tags", async () => {
    const arn = await create(done, { tags: [{ key: "a", value: "1" }] });
    const tags = [{ key: "b", value: "2" }];
    await sfn.send(new TagResourceCommand({ resourceArn: arn, tags }));
    await sfn.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["a"] }));
    expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual(tags);
    const missing = sfn.send(new TagResourceCommand({ resourceArn: `${arn}x`, tags }));
    expect(await refusal(missing)).toEqual(["ResourceNotFound", `Resource not found: '${arn}x'`]);
  });
});

describe("CreateStateMachine rejects", () => {
  it.each([
    ["a name with a space", { name: "a b" }, "InvalidName", /^Invalid Name: 'a b'$/],
    ["a name of 81 characters", { name: "n".repeat(81) }, "InvalidName", /^Invalid Name: 'n{81}'$/],
    [
      "a definition without states",
      { definition: '{"StartAt":"A"}' },
      "InvalidDefinition",
      /SCHEMA_VALIDATION_FAILED: .*\[States\].* at \//,
    ],
    [
      "a definition that is not JSON",
      { definition: "not a definition" },
      "InvalidDefinition",
      /'INVALID_JSON_DESCRIPTION: Unrecognized token 'not': .* at \[Source: .* column: 4\]'$/s,
    ],
    [
      "a definition that nothing ends",
      { definition: states({ A: { Type: "Pass", Next: "A" } }) },
      "InvalidDefinition",
      /^Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'$/,
    ],
    [
      "an integration that is not there",
      { definition: states({ A: { Type: "Task", Resource: "arn:aws:states:::eks:call", End: true } }) },
      "InvalidDefinition",
      /eks:call' is not implemented by the local cloud at \/States\/A\/Resource/,
    ],
    [
      "an argument that the integration does not take",
      {
        definition: states({
          A: {
            Type: "Task",
            Resource: "arn:aws:states:::lambda:invoke",
            Arguments: { FunctionName: "f", Wrong: 1 },
            End: true,
          },
        }),
      },
      "InvalidDefinition",
      /The field "Wrong" is not supported by Step Functions at \/States\/A\/Arguments/,
    ],
    [
      "a version description without a version",
      { versionDescription: "v" },
      "ValidationException",
      /^Version description can only be set when publish is true$/,
    ],
    [
      "a role that is not there",
      { roleArn: "arn:aws:iam::000000000000:role/missing" },
      "AccessDeniedException",
      /authorized to assume the provided role/,
    ],
    [
      "a role that does not trust Step Functions",
      { roleArn: "arn:aws:iam::000000000000:role/distrustful" },
      "AccessDeniedException",
      /^Neither the global service principal states\.amazonaws\.com/,
    ],
    ["a role ARN that is none", { roleArn: "nobody" }, "InvalidArn", /^Invalid Role Arn: 'nobody'$/],
    [
      "a type that there is not",
      { type: "FAST" as "EXPRESS" },
      "ValidationException",
      /^1 validation error detected: Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum/,
    ],
    [
      "logging to a group that is not there",
      {
        loggingConfiguration: {
          level: "ERROR" as const,
          destinations: [
            { cloudWatchLogsLogGroup: { logGroupArn: "arn:aws:logs:us-east-1:000000000000:log-group:/gone:*" } },
          ],
        },
      },
      "InvalidLoggingConfiguration",
      /Log Destination not found\.$/,
    ],
    [
      "encryption with a key of one's own",
      { encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY" as const } },
      "NotImplemented",
      /encryptionConfiguration/,
    ],
  ])("%s", async (_, given, code, message) => {
    const [refusedAs, reason] = await refusal(create(done, given));
    expect(refusedAs).toBe(code);
    expect(reason).toMatch(message);
  });
});

describe("ValidateStateMachineDefinition", () => {
  const validate = (definition: string, more: Partial<ValidateStateMachineDefinitionCommandInput> = {}) =>
    sfn.send(new ValidateStateMachineDefinitionCommand({ definition, ...more }));

  it("finds nothing wrong with what can be created", async () => {
    expect(await validate(done)).toMatchObject({ result: "OK", diagnostics: [], truncated: false });
  });

  it("says where a text is no JSON", async () => {
    const location = '[Source: (String)"{"; line: 1, column: 2]';
    const { diagnostics } = await validate("{");
    expect(diagnostics).toMatchObject([{ severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", location }]);
  });

  it("tells warnings to those who ask, and does not refuse for them", async () => {
    const A = { Type: "Pass", Result: "$.a", End: true };
    const definition = JSON.stringify({ StartAt: "A", States: { A } });
    expect(await validate(definition)).toMatchObject({ result: "OK", diagnostics: [] });
    expect(await validate(definition, { severity: "WARNING" })).toMatchObject({
      result: "OK",
      diagnostics: [{ severity: "WARNING", code: "PASS_RESULT_IS_STATIC", location: "/States/A/Result" }],
    });
  });

  it("tells as many as are asked for", async () => {
    const definition = states({ A: { Type: "Pass", Next: "B" } });
    expect(await validate(definition, { maxResults: 1 })).toMatchObject({
      result: "FAIL",
      diagnostics: [{ code: "MISSING_TRANSITION_TARGET", location: "/States/A/Next" }],
      truncated: true,
    });
    const { diagnostics, truncated } = await validate(definition, { maxResults: 0 });
    expect(diagnostics).toHaveLength(2);
    expect(truncated).toBe(false);
  });

  it("refuses what would be refused of an Express state machine", async () => {
    const Resource = "arn:aws:states:::states:startExecution.sync:2";
    const A = { Type: "Task", Resource, Arguments: { StateMachineArn: "m" }, End: true };
    const { result } = await validate(states({ A }), { type: "EXPRESS" });
    expect(result).toBe("FAIL");
    expect(await validate(states({ A }))).toMatchObject({ result: "OK" });
  });
});
