import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { defineWorkflow, type Workflow as Defined, type WorkflowType } from "millrace";
import { Workflow } from "millrace/cdk";
import { compiled } from "./compiled.ts";

const byHand = (name: string, type: WorkflowType = "standard"): Defined =>
  defineWorkflow({ name, type, input: z.object({}) }, async () => null) as unknown as Defined;

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let template: Template;

beforeAll(() => {
  const stack = new Stack(new App(), "Test");
  const common = { functions: new Map(), eventSource: "test" };
  const ship = new Workflow(stack, "Ship", { ...common, compiled: compiled(byHand("ship-order")) });
  const called = new Map([["ship-order", ship]]);
  const order = new Workflow(stack, "Order", {
    ...common,
    called,
    compiled: compiled(byHand("order"), { calls: ["ship-order"] }),
  });
  template = Template.fromStack(Stack.of(order));
});

describe("a workflow that calls another", () => {
  it("starts the other's alias", () => {
    const machines = Object.values(template.findResources("AWS::StepFunctions::StateMachine"));
    const substitutions = machines.flatMap(({ Properties }) => {
      const { DefinitionSubstitutions: given } = Properties as {
        readonly DefinitionSubstitutions?: Readonly<Record<string, unknown>>;
      };
      return given?.["ShipOrderStateMachineArn"] ?? [];
    });
    expect(substitutions).toEqual([{ "Fn::GetAtt": [expect.stringMatching(/^ShipAlias/) as string, "Arn"] }]);
  });

  it("may start it, see and stop its executions, and make the rule by which AWS hears of their end", () => {
    const rights = statementsOf("Runs the workflow order").map(({ Action, Resource }) => [Action, text(Resource)]);
    expect(rights).toContainEqual(["states:StartExecution", expect.stringMatching(/^Ship\w+\.Arn$/)]);
    expect(rights).toContainEqual([
      ["states:DescribeExecution", "states:StopExecution"],
      expect.stringMatching(/:execution:Ship\w+\.Name:\*$/),
    ]);
    expect(rights).toContainEqual([
      ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      expect.stringMatching(/:rule\/StepFunctionsGetEventsForStepFunctionsExecutionRule$/),
    ]);
  });

  it("is the only one with these rights", () => {
    const actions = statementsOf("Runs the workflow ship-order").flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /^(states|events):/.test(action))).toEqual([]);
  });
});

describe("a workflow that calls an Express one", () => {
  const stack = new Stack(new App(), "Express");
  const common = { functions: new Map(), eventSource: "test" };
  const quick = new Workflow(stack, "Quick", { ...common, compiled: compiled(byHand("quote", "express")) });
  const order = new Workflow(stack, "Order", {
    ...common,
    called: new Map([["quote", quick]]),
    compiled: compiled(byHand("order-express"), { calls: ["quote"], calledType: "express" }),
  });

  it("may start it and wait, and nothing more", () => {
    const rights = statementsOf("Runs the workflow order-express", Template.fromStack(Stack.of(order))).map(
      ({ Action, Resource }) => [Action, text(Resource)],
    );
    expect(rights.filter(([action]) => /^(states|events):/.test(String(action)))).toEqual([
      ["states:StartSyncExecution", expect.stringMatching(/^Quick\w+\.Arn$/)],
    ]);
  });
});

function statementsOf(description: string, of: Template = template): readonly Statement[] {
  const roles = Object.values(of.findResources("AWS::IAM::Role", { Properties: { Description: description } }));
  const { Policies } = (roles[0]?.["Properties"] ?? {}) as {
    readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  };
  return (Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** `{ "Fn::Join": … }` as one text. */
function text(resource: unknown): string {
  if (typeof resource === "string") return resource;
  const { "Fn::Join": join, "Fn::GetAtt": attribute, Ref } = resource as Readonly<Record<string, unknown>>;
  if (Array.isArray(join)) return (join[1] as readonly unknown[]).map(text).join("");
  return Array.isArray(attribute) ? attribute.join(".") : String(Ref);
}
