import type {
  DescribeChangeSetOutput,
  DescribeStackEventsOutput,
  DescribeStackResourcesOutput,
  Stack,
} from "@aws-sdk/client-cloudformation";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CreateService } from "../../../src/local/service.ts";
import { createCloudFormationWith } from "../../../src/local/services/cloudformation/index.ts";
import { createTestCloud, type TestCloud } from "../../support/test-cloud.ts";
import { createRecordingTypes, thingsTemplate, type RecordingTypes } from "./recording-types.ts";
import { callCloudFormation, settledStack } from "./settled-stack.ts";

describe("the life of a stack", () => {
  let recording: RecordingTypes;
  let running: TestCloud;

  let whenClosing: () => void = () => undefined;
  const service: CreateService = (cloud) => {
    const created = createCloudFormationWith(cloud, recording.types);
    const close = (): void | Promise<void> => {
      const closed = created.close?.();
      whenClosing();
      return closed;
    };
    return { ...created, close };
  };
  /** Holds the next creation until the process is about to end: then it is the last step that is done. */
  const stopAtNextStep = (): void => {
    const gate = Promise.withResolvers<void>();
    recording.hold(gate.promise);
    whenClosing = () => {
      recording.hold(undefined);
      gate.resolve();
    };
  };

  beforeEach(async () => {
    recording = createRecordingTypes();
    running = await createTestCloud({ services: [service] });
  });
  afterEach(() => running.close());

  const call = <Output>(operation: string, input: object): Promise<Output> =>
    callCloudFormation<Output>(running.cloud, operation, input);
  const create = async (TemplateBody: string, input: object = {}): Promise<Stack> => {
    await call("CreateStack", { StackName: "demo", TemplateBody, ...input });
    return settledStack(running.cloud, "demo");
  };
  const update = async (TemplateBody: string, input: object = {}): Promise<Stack> => {
    recording.done.length = 0;
    await call("UpdateStack", { StackName: "demo", TemplateBody, ...input });
    return settledStack(running.cloud, "demo");
  };
  const remove = async (): Promise<Stack> => {
    recording.done.length = 0;
    const { StackId = "" } = await settledStack(running.cloud, "demo");
    await call("DeleteStack", { StackName: "demo" });
    return settledStack(running.cloud, StackId);
  };
  const physicalIds = async (): Promise<Record<string, string>> => {
    const { StackResources = [] } = await call<DescribeStackResourcesOutput>("DescribeStackResources", {
      StackName: "demo",
    });
    return Object.fromEntries(StackResources.map((r) => [r.LogicalResourceId ?? "", r.PhysicalResourceId ?? ""]));
  };
  const events = async (name = "demo"): Promise<readonly string[]> => {
    const { StackEvents = [] } = await call<DescribeStackEventsOutput>("DescribeStackEvents", { StackName: name });
    return StackEvents.toReversed().map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`);
  };

  it("creates resources in dependency order and tells each step as an event", async () => {
    const stack = await create(
      thingsTemplate(
        { Second: { Size: { "Fn::GetAtt": ["First", "Size"] } }, First: { Size: 7 } },
        { Outputs: { Size: { Value: { "Fn::GetAtt": ["Second", "Size"] }, Description: "how big" } } },
      ),
    );
    expect(stack).toMatchObject({
      StackStatus: "CREATE_COMPLETE",
      Outputs: [{ OutputKey: "Size", OutputValue: "7", Description: "how big" }],
    });
    expect(recording.done).toEqual(["create First", "create Second"]);
    expect(await events()).toEqual([
      "demo CREATE_IN_PROGRESS",
      "First CREATE_IN_PROGRESS",
      "First CREATE_IN_PROGRESS",
      "First CREATE_COMPLETE",
      "Second CREATE_IN_PROGRESS",
      "Second CREATE_IN_PROGRESS",
      "Second CREATE_COMPLETE",
      "demo CREATE_COMPLETE",
    ]);
    expect((await physicalIds())["First"]).toMatch(/^demo-First-[A-Z0-9]{12}$/);
  });

  it("rolls a failed creation back and keeps the reason where a person looks", async () => {
    const stack = await create(
      thingsTemplate({ Good: {}, Bad: { FailOn: "create", Size: { "Fn::GetAtt": ["Good", "Size"] } } }),
    );
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(recording.things.size).toBe(0);
    expect(recording.done).toEqual(["create Good", "create Bad", "delete Bad", "delete Good"]);
    const { StackEvents = [] } = await call<DescribeStackEventsOutput>("DescribeStackEvents", { StackName: "demo" });
    expect(StackEvents.find((event) => event.ResourceStatus === "CREATE_FAILED")).toMatchObject({
      LogicalResourceId: "Bad",
      ResourceStatusReason: "create was told to fail",
    });
    expect(StackEvents.find((event) => event.ResourceStatus === "ROLLBACK_IN_PROGRESS")?.ResourceStatusReason).toBe(
      "The following resource(s) failed to create: [Bad]. Rollback requested by user.",
    );
    await expect(update(thingsTemplate({ Good: {} }))).rejects.toThrow(
      "is in ROLLBACK_COMPLETE state and can not be updated",
    );
  });

  it("leaves the pieces of a failed creation when asked, goes on from them, and takes them back when asked", async () => {
    const broken = thingsTemplate({ Good: {}, Bad: { FailOn: "create", Size: { "Fn::GetAtt": ["Good", "Size"] } } });
    expect((await create(broken, { DisableRollback: true })).StackStatus).toBe("CREATE_FAILED");
    expect(recording.things.size).toBe(2);
    const stack = await update(thingsTemplate({ Good: {}, Bad: { Size: { "Fn::GetAtt": ["Good", "Size"] } } }));
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    expect(recording.done).toEqual(["delete Bad", "create Bad"]);

    await update(thingsTemplate({ Good: { Size: 3 }, Bad: { Size: 5, FailOn: "update" } }), { DisableRollback: true });
    expect([...recording.things.values()].toSorted()).toEqual([3, 5]);
    await call("RollbackStack", { StackName: "demo" });
    expect((await settledStack(running.cloud, "demo")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([...recording.things.values()]).toEqual([0, 0]);
  });

  it("updates what changed in place, makes what is new, and deletes what is gone last", async () => {
    await create(thingsTemplate({ Kept: { Size: 1 }, Same: {}, Gone: {} }));
    const stack = await update(thingsTemplate({ Kept: { Size: 2 }, Same: {}, New: {} }));
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    expect(recording.done).toEqual(["update Kept", "create New", "delete Gone"]);
  });

  it("remembers what it updated: the next update compares with that, and deletion follows the new dependencies", async () => {
    await create(thingsTemplate({ A: { Size: 1 }, B: { Size: 1 } }));
    await update(thingsTemplate({ A: { Size: { "Fn::GetAtt": ["B", "Size"] }, FailOn: "never" }, B: { Size: 1 } }));
    expect(recording.done).toEqual(["update A"]);
    await update(
      thingsTemplate({ A: { Size: { "Fn::GetAtt": ["B", "Size"] }, FailOn: "never" }, B: { Size: 1 }, C: {} }),
    );
    expect(recording.done).toEqual(["create C"]);
    await remove();
    expect(recording.done.indexOf("delete A")).toBeLessThan(recording.done.indexOf("delete B"));
  });

  it("replaces before it deletes, and hands the new physical id on", async () => {
    const template = (Kind: string): string =>
      thingsTemplate({ Old: { Kind }, User: { Size: 1, FailOn: { Ref: "Old" } } });
    await create(template("a"));
    const before = await physicalIds();
    await update(template("b"));
    expect(recording.done).toEqual(["create Old", "update User", "delete Old"]);
    const after = await physicalIds();
    expect(after["Old"]).not.toBe(before["Old"]);
    expect([...recording.things.keys()].toSorted()).toEqual([after["Old"], after["User"]].toSorted());
  });

  it("restores properties, replaced resources and new ones when an update fails", async () => {
    await create(thingsTemplate({ A: { Size: 1 }, B: { Kind: "x" }, Z: {} }));
    const before = await physicalIds();
    const failing = { Size: { "Fn::GetAtt": ["New", "Size"] }, FailOn: "update" };
    const stack = await update(thingsTemplate({ A: { Size: 2 }, B: { Kind: "y" }, New: {}, Z: failing }));
    expect(stack.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await physicalIds()).toEqual(before);
    expect(recording.things.get(before["A"] ?? "")).toBe(1);
    expect(recording.things.size).toBe(3);
    expect(recording.done.slice(-4)).toEqual(["update Z", "delete New", "delete B", "update A"]);
    const { TemplateBody } = await call<{ TemplateBody: string }>("GetTemplate", { StackName: "demo" });
    expect(TemplateBody).toBe(thingsTemplate({ A: { Size: 1 }, B: { Kind: "x" }, Z: {} }));
  });

  it("says when a rollback fails, and goes on with it when the cause is gone", async () => {
    await create(thingsTemplate({ A: { Size: 1, FailOn: "update" }, Z: {} }));
    const failing = { Size: 1, FailOn: "update" };
    expect((await update(thingsTemplate({ A: { Size: 2 }, Z: failing }))).StackStatus).toBe("UPDATE_ROLLBACK_FAILED");
    const stack = await settledStack(running.cloud, "demo");
    expect(stack.StackStatusReason).toContain("failed to roll back: [A]. update was told to fail");
    await expect(update(thingsTemplate({ A: {} }))).rejects.toThrow(
      "UPDATE_ROLLBACK_FAILED state and can not be updated",
    );
    await call("ContinueUpdateRollback", { StackName: "demo" });
    expect((await settledStack(running.cloud, "demo")).StackStatus).toBe("UPDATE_ROLLBACK_FAILED");
  });

  it("rejects an update that changes nothing, in the words that the CLI knows", async () => {
    const template = thingsTemplate({ A: { Size: 1 } }, { Parameters: { P: { Type: "String", Default: "x" } } });
    await create(template);
    await expect(update(template)).rejects.toThrow("No updates are to be performed.");
    expect((await update(template, { Tags: [{ Key: "team", Value: "data" }] })).Tags).toEqual([
      { Key: "team", Value: "data" },
    ]);
  });

  it("rejects the replacement of a resource that has a name of its own", async () => {
    await create(thingsTemplate({ A: { Name: "mine", Kind: "a" } }));
    const stack = await update(thingsTemplate({ A: { Name: "mine", Kind: "b" } }));
    expect(stack.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    const { StackEvents = [] } = await call<DescribeStackEventsOutput>("DescribeStackEvents", { StackName: "demo" });
    expect(StackEvents.find((event) => event.ResourceStatus === "UPDATE_FAILED")?.ResourceStatusReason).toBe(
      "CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename mine and update the stack again.",
    );
    expect(recording.things.has("mine")).toBe(true);
  });

  it("deletes dependents first and stays addressable by ARN", async () => {
    const { StackId = "" } = await create(
      thingsTemplate({ First: {}, Second: { Size: { "Fn::GetAtt": ["First", "Size"] } } }),
    );
    expect((await remove()).StackStatus).toBe("DELETE_COMPLETE");
    expect(recording.done).toEqual(["delete Second", "delete First"]);
    await expect(call("DescribeStacks", { StackName: "demo" })).rejects.toThrow("Stack with id demo does not exist");
    expect((await events(StackId)).at(-1)).toBe("demo DELETE_COMPLETE");
    expect((await create(thingsTemplate({ First: {} }))).StackId).not.toBe(StackId);
  });

  it("keeps what is to be retained except when its creation is undone", async () => {
    await create(
      thingsTemplate({ A: { declare: { Properties: { Kind: "a" }, DeletionPolicy: "RetainExceptOnCreate" } }, B: {} }),
    );
    await remove();
    expect(recording.things.size).toBe(1);
  });

  it("keeps what is to be retained, on deletion and on replacement", async () => {
    const retained = (Kind: string): object => ({
      declare: { Properties: { Kind }, DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" },
    });
    await create(thingsTemplate({ A: retained("a"), B: {} }));
    await update(thingsTemplate({ A: retained("b"), B: {} }));
    expect(recording.things.size).toBe(3);
    await remove();
    expect(recording.things.size).toBe(2);
  });

  it("fails to delete with the reason, keeps what is needed, and succeeds once told to retain", async () => {
    const stuck = { Size: { "Fn::GetAtt": ["Base", "Size"] }, FailOn: "delete" };
    await create(thingsTemplate({ Base: {}, Stuck: stuck, Free: {} }));
    expect(await remove()).toMatchObject({
      StackStatus: "DELETE_FAILED",
      StackStatusReason: "The following resource(s) failed to delete: [Stuck, Base]. ",
    });
    expect(recording.things.size).toBe(2);
    const { StackId = "" } = await settledStack(running.cloud, "demo");
    await call("DeleteStack", { StackName: "demo", RetainResources: ["Stuck"] });
    expect((await settledStack(running.cloud, StackId)).StackStatus).toBe("DELETE_COMPLETE");
    expect(recording.things.size).toBe(1);
  });

  it("protects a stack from deletion when told to", async () => {
    await create(thingsTemplate({ A: {} }), { EnableTerminationProtection: true });
    await expect(remove()).rejects.toThrow("cannot be deleted while TerminationProtection is enabled");
    await call("UpdateTerminationProtection", { StackName: "demo", EnableTerminationProtection: false });
    expect((await remove()).StackStatus).toBe("DELETE_COMPLETE");
  });

  it("shares exports between stacks and does not lose one in use", async () => {
    const exporting = { Outputs: { Out: { Value: "shared value", Export: { Name: "shared" } } } };
    await create(thingsTemplate({ A: {} }, exporting));
    const TemplateBody = thingsTemplate({ B: {} }, { Outputs: { In: { Value: { "Fn::ImportValue": "shared" } } } });
    await call("CreateStack", { StackName: "other", TemplateBody });
    expect((await settledStack(running.cloud, "other")).Outputs?.[0]?.OutputValue).toBe("shared value");
    await expect(remove()).rejects.toThrow("Export shared cannot be deleted as it is in use by other");
    expect((await update(thingsTemplate({ A: { Size: 2 } }))).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  });

  it("finds what cannot be deployed when the change set is made, before anything is touched", async () => {
    const template = JSON.stringify({
      Resources: { A: { Type: "Test::Unit::Thing", Properties: { Colour: 1 } }, B: { Type: "AWS::RDS::DBInstance" } },
    });
    const request = { StackName: "demo", ChangeSetName: "first", ChangeSetType: "CREATE", TemplateBody: template };
    await call("CreateChangeSet", request);
    expect(await call("DescribeChangeSet", { StackName: "demo", ChangeSetName: "first" })).toMatchObject({
      Status: "FAILED",
      ExecutionStatus: "UNAVAILABLE",
    });
    const { OperationEvents } = await call<{ OperationEvents: readonly object[] }>("DescribeEvents", {
      StackName: "demo",
      ChangeSetName: "first",
    });
    expect(OperationEvents).toMatchObject([
      {
        LogicalResourceId: "A",
        ValidationStatusReason: "Test::Unit::Thing property 'Colour' is not implemented by the local cloud",
        ValidationPath: "/Resources/A/Properties/Colour",
      },
      { LogicalResourceId: "B", ValidationStatusReason: "AWS::RDS::DBInstance is not implemented by the local cloud" },
    ]);
    expect(recording.done).toEqual([]);
  });

  it("plans additions, changes, replacements and removals in a change set", async () => {
    await create(thingsTemplate({ A: { Size: 1 }, B: { Kind: "x" }, C: { Name: { Ref: "B" } }, D: {} }));
    const TemplateBody = thingsTemplate({ A: { Size: 2 }, B: { Kind: "y" }, C: { Name: { Ref: "B" } }, E: {} });
    await call("CreateChangeSet", { StackName: "demo", ChangeSetName: "next", TemplateBody });
    const { Changes = [] } = await call<DescribeChangeSetOutput>("DescribeChangeSet", {
      StackName: "demo",
      ChangeSetName: "next",
      IncludePropertyValues: true,
    });
    const planned = Changes.map(({ ResourceChange: change }) =>
      [change?.Action, change?.LogicalResourceId, change?.Replacement].filter(Boolean).join(" "),
    );
    expect(planned.toSorted()).toEqual([
      "Add E",
      "Modify A False",
      "Modify B True",
      "Modify C Conditional",
      "Remove D",
    ]);
    expect(Changes.find(({ ResourceChange }) => ResourceChange?.LogicalResourceId === "A")).toMatchObject({
      ResourceChange: { Details: [{ Target: { Name: "Size", BeforeValue: "1", AfterValue: "2" } }] },
    });
    expect(recording.done).toHaveLength(4);
  });

  it("rejects a second operation on a busy stack", async () => {
    const gate = Promise.withResolvers<void>();
    recording.hold(gate.promise);
    await call("CreateStack", { StackName: "demo", TemplateBody: thingsTemplate({ A: {} }) });
    await expect(update(thingsTemplate({ B: {} }))).rejects.toThrow("CREATE_IN_PROGRESS state and can not be updated");
    await expect(call("DeleteStack", { StackName: "demo" })).rejects.toThrow("cannot be deleted while in status");
    gate.resolve();
    expect((await settledStack(running.cloud, "demo")).StackStatus).toBe("CREATE_COMPLETE");
  });

  it("goes on with a creation that the end of the process cut short", async () => {
    stopAtNextStep();
    const TemplateBody = thingsTemplate({ A: {}, B: { Size: { "Fn::GetAtt": ["A", "Size"] } } });
    await call("CreateStack", { StackName: "demo", TemplateBody });
    running = await running.restart();
    expect((await settledStack(running.cloud, "demo")).StackStatus).toBe("CREATE_COMPLETE");
    expect(recording.done).toEqual(["create A", "create B"]);
    expect(running.logged.join()).toContain("stack demo was in CREATE_IN_PROGRESS; taking it up again");
  });

  it("rolls back an update that the end of the process cut short", async () => {
    await create(thingsTemplate({ A: { Size: 1 } }));
    stopAtNextStep();
    await call("UpdateStack", {
      StackName: "demo",
      TemplateBody: thingsTemplate({ A: { Size: 2 }, B: {}, C: { Size: { "Fn::GetAtt": ["B", "Size"] } } }),
    });
    running = await running.restart();
    expect((await settledStack(running.cloud, "demo")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([...recording.things.values()]).toEqual([1]);
    expect(recording.done).toEqual(["create A", "update A", "create B", "delete B", "update A"]);
  });

  it("takes up, after a crash, a creation whose step nobody saw the end of", async () => {
    const gate = Promise.withResolvers<void>();
    recording.hold(gate.promise);
    await call("CreateStack", { StackName: "demo", TemplateBody: thingsTemplate({ A: {}, B: {} }) });
    await new Promise(setImmediate);
    // What a killed process leaves behind is exactly what is on disk now.
    const dataFolder = mkdtempSync(join(tmpdir(), "millrace-crash-"));
    cpSync(running.dataFolder, dataFolder, { recursive: true });
    recording.hold(undefined);
    const survivor = await createTestCloud({ dataFolder, services: [service] });
    expect((await settledStack(survivor.cloud, "demo")).StackStatus).toBe("CREATE_COMPLETE");
    expect(recording.done).toEqual(["create A", "create B"]);
    await survivor.close();
    gate.resolve();
    await settledStack(running.cloud, "demo");
  });
});
