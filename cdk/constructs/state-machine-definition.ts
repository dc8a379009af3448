import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Stage } from "aws-cdk-lib";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { CfnStateMachineProps } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { type CompiledWorkflow, eventBusPlaceholder, eventSourcePlaceholder } from "#compiler";
import { type CalledWorkflow, calledWorkflow } from "./call-rights.ts";
import { givenBucket, givenResource } from "./aws-rights.ts";
import { type GivenBucket, type GivenEventBus, type GivenResource, namesOf } from "./given-resources.ts";
import type { TaskFunction } from "./task-function.ts";

export interface DefinitionOptions {
  readonly compiled: CompiledWorkflow;
  /** By the name of their contract; each that the workflow calls is there. */
  readonly functions: ReadonlyMap<string, TaskFunction>;
  readonly eventSource: string;
  readonly eventBus?: GivenEventBus;
  readonly buckets?: ReadonlyMap<string, GivenBucket>;
  readonly given?: Readonly<Record<string, GivenResource>>;
  readonly called?: ReadonlyMap<string, CalledWorkflow>;
}

export type StateMachineDefinition = Pick<
  CfnStateMachineProps,
  "definitionString" | "definitionS3Location" | "definitionSubstitutions"
>;

/** A template holds 1 MB in all: a definition above this many bytes goes by S3. */
const inlineBytes = 100_000;

/**
 * The compiled definition as it is, as plain text in the template or as an asset, and what the deployment puts in place of its
 * placeholders.
 */
export function stateMachineDefinition(scope: Construct, options: DefinitionOptions): StateMachineDefinition {
  const text = JSON.stringify(options.compiled.definition);
  const definitionSubstitutions = substitutionsIn(text, options);
  if (Buffer.byteLength(text) <= inlineBytes) return { definitionString: text, definitionSubstitutions };
  const { s3BucketName: bucket, s3ObjectKey: key } = definitionAsset(scope, text);
  return { definitionS3Location: { bucket, key }, definitionSubstitutions };
}

function definitionAsset(scope: Construct, text: string): Asset {
  const outdir = Stage.of(scope)?.outdir;
  if (outdir === undefined) throw new Error("a Workflow must be within an App");
  const folder = join(outdir, ".millrace", scope.node.addr);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "definition.asl.json");
  writeFileSync(path, text);
  return new Asset(scope, "Definition", { path });
}

/** Only what occurs: CloudFormation is given no substitution that stands for nothing. */
function substitutionsIn(text: string, options: DefinitionOptions): Record<string, string> {
  const values = placeholderValues(options);
  const placeholders = [...text.matchAll(/\$\{([A-Za-z0-9]+)\}/g)].map((match) => match[1] ?? "");
  return Object.fromEntries(
    [...new Set(placeholders)].map((placeholder) => {
      const value = values.get(placeholder);
      if (value !== undefined) return [placeholder, value];
      throw new Error(`workflow "${options.compiled.name}": nothing to put in place of \${${placeholder}}`);
    }),
  );
}

function placeholderValues({
  compiled,
  functions,
  eventBus,
  eventSource,
  buckets = new Map<string, GivenBucket>(),
  given = {},
  called = new Map<string, CalledWorkflow>(),
}: DefinitionOptions): ReadonlyMap<string, string> {
  return new Map([
    ...compiled.tasks.flatMap(({ placeholder, contract }) => {
      const task = functions.get(contract.name);
      return task === undefined ? [] : [[placeholder, task.version.functionArn] as const];
    }),
    ...(eventBus === undefined ? [] : [[eventBusPlaceholder, eventBus.eventBusName] as const]),
    [eventSourcePlaceholder, eventSource],
    ...compiled.calls.map(
      ({ placeholder, name }) => [placeholder, calledWorkflow(compiled.name, name, called).aliasArn] as const,
    ),
    ...compiled.references.map(({ placeholder, kind, name }) => {
      const value =
        kind === "bucket"
          ? givenBucket(name, compiled, buckets).bucketName
          : namesOf(givenResource(name, compiled, given)).reference;
      return [placeholder, value] as const;
    }),
  ]);
}
