/* oxlint-disable vitest/expect-expect -- the has… methods of Template are assertions */
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, describe, expect, it } from "vitest";
import { MillraceApp, type MillraceAppProps, SynthError } from "millrace/cdk";

const shop = join(import.meta.dirname, "fixtures", "shop");

function createApp(props: Partial<MillraceAppProps> = {}): { readonly stack: Stack; readonly app: MillraceApp } {
  const stack = new Stack(new App(), "Shop");
  return { stack, app: new MillraceApp(stack, "App", { name: "shop", rootFolder: shop, ...props }) };
}

let stack: Stack;
let app: MillraceApp;
let template: Template;

beforeAll(() => {
  ({ stack, app } = createApp());
  template = Template.fromStack(stack);
});

/** The template without what follows from the bytes of bundles and from the compiler, which have tests of their own. */
function readable(value: unknown): string {
  const text = JSON.stringify(
    value,
    (key, member: unknown) => (key === "DefinitionString" ? "<definition>" : member),
    2,
  );
  return `${text.replaceAll(/[0-9a-f]{64}\.zip/g, "<asset>.zip").replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, "$1<hash>")}\n`;
}

describe("MillraceApp", () => {
  it("makes the whole template", async () => {
    const { Resources, Outputs } = template.toJSON();
    await expect(readable({ Resources, Outputs })).toMatchFileSnapshot("fixtures/shop/expected.template.json");
  });

  it("makes what the workflows use, each once, under their names", () => {
    expect([...app.buckets.keys()].toSorted()).toEqual(["archive", "uploads"]);
    expect([...app.functions.keys()].toSorted()).toEqual(["announce-file", "store-file"]);
    expect([...app.workflows.keys()]).toEqual(["announce", "store-upload"]);
    template.resourceCountIs("AWS::Events::EventBus", 1);
    template.resourceCountIs("AWS::Lambda::LayerVersion", 0);
  });

  it("deploys the compiler's definition as it is", () => {
    const workflow = app.workflows.get("store-upload");
    template.hasResourceProperties("AWS::StepFunctions::StateMachine", {
      DefinitionString: JSON.stringify(workflow?.compiled.definition),
      DefinitionSubstitutions: {
        StoreFileFunctionArn: { Ref: Match.stringLikeRegexp("StoreFileFunctionCurrentVersion") },
        EventSource: "shop",
      },
    });
  });

  it("listens to the app's own events on its bus, and to objects on the default bus", () => {
    template.hasResourceProperties("AWS::Events::Rule", {
      EventBusName: { Ref: Match.stringLikeRegexp("EventBus") },
      EventPattern: { source: ["shop"], "detail-type": ["file.stored"], detail: { bytes: [{ numeric: [">", 100] }] } },
    });
    template.hasResourceProperties("AWS::Events::Rule", {
      EventBusName: Match.absent(),
      EventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: {
          bucket: { name: [{ Ref: Match.stringLikeRegexp("UploadsBucket") }] },
          object: { key: [{ wildcard: "in/*.txt" }] },
        },
      },
    });
  });

  it("tells where things are", () => {
    expect(Object.keys(template.findOutputs("*")).toSorted()).toEqual([
      "AnnounceConsoleUrl",
      "AnnounceDeadLetterQueueUrl",
      "AnnounceStateMachineArn",
      "ArchiveBucketName",
      "EventBusName",
      "StoreUploadConsoleUrl",
      "StoreUploadDeadLetterQueueUrl",
      "StoreUploadStateMachineArn",
      "UploadsBucketName",
    ]);
  });

  it("leaves cdk-nag's AwsSolutions pack nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });

  it("rejects a name that is not kebab-case", () => {
    expect(() => createApp({ name: "My Shop" })).toThrow(
      `an app's name must be kebab-case, of at most 60 characters, got "My Shop"`,
    );
  });
});

describe("an app that cannot be built", () => {
  const broken = (change: (folder: string) => void, props: Partial<MillraceAppProps> = {}): SynthError => {
    const rootFolder = realpathSync(mkdtempSync(join(import.meta.dirname, "fixtures", "broken-")));
    try {
      cpSync(shop, rootFolder, { recursive: true });
      change(rootFolder);
      createApp({ rootFolder, ...props });
    } catch (error) {
      if (error instanceof SynthError) return error;
      throw error;
    } finally {
      rmSync(rootFolder, { recursive: true });
    }
    throw new Error("expected a SynthError");
  };

  it("is refused with the diagnostic, for people", () => {
    const { message } = broken((folder) => rmSync(join(folder, "functions/store-file/handler.ts")));
    expect(message).toContain(
      'functions/store-file/contract.ts - error MR4004: task function "store-file" has no handler: functions/store-file/handler.ts does not exist',
    );
    expect(message).toContain("why: The stack bundles handler.ts, beside the contract, into the Lambda function.");
    expect(message).toContain("fix: Create functions/store-file/handler.ts with:");
  });

  it("is refused with the compiler's diagnostics", () => {
    const { diagnostics } = broken((folder) =>
      writeFileSync(
        join(folder, "workflows/announce.ts"),
        `import { defineWorkflow } from "millrace";
import { fileStored } from "./resources.ts";
export default defineWorkflow({ name: "announce", trigger: fileStored.emitted() }, async () => ({ at: Date.now() }));
`,
      ),
    );
    expect(diagnostics).toMatchObject([{ file: "workflows/announce.ts", line: 3, severity: "error" }]);
    expect(diagnostics[0]?.code).toMatch(/^MR[123]/);
  });

  it("is refused for a folder without workflows", () => {
    const { diagnostics } = broken(() => {}, { workflows: "flows" });
    expect(diagnostics).toMatchObject([{ code: "MR4007", message: "there is no workflow in flows" }]);
  });
});
