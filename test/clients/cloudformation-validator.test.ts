import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { afterAll, describe, expect, it } from "vitest";
import type { Definition } from "#asl";
import { fixtureNames, fixturesFolder } from "../support/compile-fixture.ts";

// CloudFormation's own rules, which aws-cdk-lib brings along, look into the definitions of state machines.
const folder = mkdtempSync(path.join(tmpdir(), "millrace-validator-"));
afterAll(() => rmSync(folder, { recursive: true }));

const roleArn = "arn:aws:iam::123456789012:role/machine";
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:task";

/** Synthesizes a stack of machines; throws what the validator finds. */
function synthesize(definitions: ReadonlyMap<string, Definition>): void {
  const outdir = mkdtempSync(path.join(folder, "out-"));
  const app = new App({ outdir, context: { "@aws-cdk/core:validateAgainstDefaultRules": true } });
  const stack = new Stack(app, "Fixtures");
  for (const [name, definition] of definitions) {
    const definitionString = JSON.stringify(definition);
    const placeholders = [...definitionString.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]!);
    const definitionSubstitutions = Object.fromEntries(placeholders.map((placeholder) => [placeholder, functionArn]));
    // oxlint-disable-next-line no-new -- a construct belongs to its scope
    new CfnStateMachine(stack, name, { roleArn, definitionString, definitionSubstitutions });
  }
  app.synth();
}

function expectedDefinition(name: string): Definition {
  return JSON.parse(
    readFileSync(path.join(fixturesFolder, "compile", name, "expected.asl.json"), "utf8"),
  ) as Definition;
}

describe("CloudFormation's validator", () => {
  it("takes every definition that the fixtures compile to", () => {
    const names = fixtureNames("compile");
    expect(names.length).toBeGreaterThan(50);
    expect(() => synthesize(new Map(names.map((name) => [name, expectedDefinition(name)])))).not.toThrow();
  });

  it("refuses a definition that begins nowhere, so it did look", () => {
    const broken = { ...expectedDefinition("task-single"), StartAt: "Nowhere" };
    expect(() => synthesize(new Map([["broken", broken]]))).toThrow(/StartAt 'Nowhere'/);
  });
});
