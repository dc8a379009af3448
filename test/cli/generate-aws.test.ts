import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isKind } from "#authoring";
import * as aws from "millrace/aws";
import { sdkErrorName, sdkMemberName } from "#asl";
import { generateServices, serviceRow } from "../../src/cli/generate-aws/generate-services.ts";
import { services } from "../../src/cli/generate-aws/services.table.ts";
import { rightRules } from "../../src/compiler/2-lower/aws/aws-rights.table.ts";

const root = path.resolve(import.meta.dirname, "../..");
const generated = generateServices([path.join(root, "node_modules")]);
const folder = path.join(root, "src/authoring/aws/services");
const page = readFileSync(path.join(root, "docs/aws-services.md"), "utf8");

describe("the modules of millrace/aws", () => {
  it.each(generated)(
    "$service is as the installed client declares it: run npm run generate:aws",
    ({ service, text }) => {
      expect(readFileSync(path.join(folder, `${service}.generated.ts`), "utf8")).toBe(text);
    },
  );

  it("are there for every service of the table, and for no other", () => {
    const files = readdirSync(folder).map((name) => name.replace(".generated.ts", ""));
    expect(files).toHaveLength(services.length);
    expect(generated.map(({ service }) => service).filter((service) => !files.includes(service))).toEqual([]);
    expect(files.filter((service) => !(service in aws))).toEqual([]);
  });

  it("are listed in docs/aws-services.md", () => {
    expect(generated.filter((entry) => !page.includes(serviceRow(entry)))).toEqual([]);
    for (const name of readdirSync(folder)) expect(page).toContain(`| \`${name.replace(".generated.ts", "")}\` |`);
  });

  it("call each operation by a Resource of its own, with errors named after the service", () => {
    const operations = operationsOf(aws);
    expect(operations.length).toBeGreaterThan(80);
    const resources = operations.map(({ resource }) => resource);
    expect(new Set(resources).size).toBe(resources.length);
    for (const { resource, errorPrefix, transientErrors, timeoutSeconds } of operations) {
      expect(resource).toMatch(/^arn:aws:states:::(aws-sdk:[a-z0-9]+:\w+|[a-z]+:\w+(\.sync)?)$/);
      expect(transientErrors).toContain(`${errorPrefix}.SdkClientException`);
      expect(timeoutSeconds).toBeGreaterThan(0);
    }
  });

  it("have rules of rights for operations that exist", () => {
    const names = operationsOf(aws).map(({ service, name }) => `${service}:${name}`);
    expect(Object.keys(rightRules).filter((name) => !names.includes(name))).toEqual([]);
  });
});

function operationsOf(value: object): readonly aws.AwsOperation["operation"][] {
  return Object.values(value).flatMap((member: unknown) => {
    if (!((typeof member === "object" && member !== null) || typeof member === "function")) return [];
    const own = isKind(member, "awsOperation") ? [(member as aws.AwsOperation).operation] : [];
    return [...own, ...(isKind(member, "awsOperation") || typeof member === "object" ? operationsOf(member) : [])];
  });
}

describe("the spelling of aws-sdk integrations", () => {
  // The right sides are from executions recorded on AWS and from definitions that run there.
  it.each([
    ["ETag", "ETag"],
    ["ChecksumCRC32", "ChecksumCRC32"],
    ["stateMachineArn", "StateMachineArn"],
    ["DBInstanceIdentifier", "DbInstanceIdentifier"],
    ["BOOL", "Bool"],
    ["VpcId", "VpcId"],
  ])("writes the member %s as %s", (apiName, name) => {
    expect(sdkMemberName(apiName)).toBe(name);
  });

  it.each([
    ["NoSuchKey", "NoSuchKeyException"],
    ["DBInstanceNotFoundFault", "DbInstanceNotFoundException"],
    ["EC2AccessDeniedException", "Ec2AccessDeniedException"],
    ["ConditionalCheckFailedException", "ConditionalCheckFailedException"],
    ["InternalServerError", "InternalServerErrorException"],
  ])("names the error %s %s", (apiName, name) => {
    expect(sdkErrorName(apiName)).toBe(name);
  });
});
