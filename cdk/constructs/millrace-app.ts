import { join, resolve } from "node:path";
import { Annotations, type RemovalPolicy, Stage } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import { EventBus } from "aws-cdk-lib/aws-events";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Trigger } from "#authoring";
import { compile, type CompiledWorkflow, type Diagnostic } from "#compiler";
import { appOutputs } from "./app-outputs.ts";
import { bundleHandlers, type HandlerBundle } from "./bundle/bundle-handlers.ts";
import { nativeLayer } from "./bundle/native-layer.ts";
import type { NativePackage } from "./bundle/native-packages.ts";
import { constructId } from "./construct-id.ts";
import { noWorkflows } from "./diagnostics/catalog.ts";
import { refuseErrors } from "./diagnostics/refuse-errors.ts";
import { EventTrigger } from "./event-trigger.ts";
import { FinishedTrigger } from "./finished-trigger.ts";
import type { GivenResource } from "./given-resources.ts";
import { identifyTriggers } from "./identify-triggers.ts";
import { ObjectTrigger } from "./object-trigger.ts";
import { PatternTrigger } from "./pattern-trigger.ts";
import { type AppPlan, planApp } from "./plan/plan-app.ts";
import { ScheduleTrigger } from "./schedule-trigger.ts";
import { SharedBucket } from "./shared-bucket.ts";
import { TaskFunction } from "./task-function.ts";
import type { DeliveryProps } from "./trigger-rule.ts";
import { Workflow, type WorkflowTrigger } from "./workflow.ts";
import { workflowFiles } from "./workflow-files.ts";

export interface MillraceAppProps {
  /** The app's name: the source of its events. Kebab-case. */
  readonly name: string;
  /**
   * A folder, or files, relative to the root folder. Of a folder each `.ts` file directly in it is a workflow, except
   * `resources.ts` and tests.
   *
   * @default "workflows"
   */
  readonly workflows?: string | readonly string[];
  /**
   * The project's folder.
   *
   * @default process.cwd(), which is where cdk.json is when the `cdk` CLI runs the app
   */
  readonly rootFolder?: string;
  /**
   * What happens to the buckets when they leave the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly bucketRemovalPolicy?: RemovalPolicy;
  /**
   * The resources that workflows name with `defineResource`, by that name: tables, queues and topics of CDK, or what calls
   * name them by and their ARNs.
   *
   * @default none
   */
  readonly given?: Readonly<Record<string, GivenResource>>;
  /**
   * Of all Lambda functions.
   *
   * @default Architecture.X86_64
   */
  readonly architecture?: Architecture;
  /**
   * What the alarms of all workflows and triggers do.
   *
   * @default nothing: they show in CloudWatch
   */
  readonly alarmActions?: readonly IAlarmAction[];
}

/**
 * Everything that a folder of workflows needs: compiles them, bundles the handlers of their task functions, and makes the buckets,
 * the bus, the functions, the state machines and what starts them.
 *
 * @example
 * new MillraceApp(stack, "Shop", { name: "shop" });
 */
export class MillraceApp extends Construct {
  /** By logical name. */
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** Where the app's events go; absent if no workflow emits or listens to one. */
  readonly eventBus: EventBus | undefined;
  /** By the contract's name. */
  readonly functions: ReadonlyMap<string, TaskFunction>;
  /** By name. */
  readonly workflows: ReadonlyMap<string, Workflow>;

  constructor(scope: Construct, id: string, props: MillraceAppProps) {
    super(scope, id);
    checkAppName(props.name);
    const plan = this.plan(props);
    this.buckets = new Map(plan.buckets.map((name) => [name, this.bucket(name, props)]));
    this.eventBus = plan.usesBus
      ? new EventBus(this, "EventBus", { description: `Events of ${props.name}` })
      : undefined;
    this.functions = this.taskFunctions(plan, props);
    const workflows = new Map<string, Workflow>();
    for (const compiled of plan.workflows) workflows.set(compiled.name, this.workflow(compiled, workflows, props));
    this.workflows = workflows;
    // When all are there: one may start when another has ended.
    for (const workflow of workflows.values()) this.triggers(workflow, props);
    appOutputs(this);
  }

  private plan(props: MillraceAppProps): AppPlan {
    const rootFolder = rootOf(props);
    const folder = props.workflows ?? "workflows";
    const files = workflowFiles(folder, rootFolder);
    if (files.length === 0) refuseErrors([noWorkflows(String(folder))], rootFolder);
    const compiled = compile({ files, rootFolder });
    // A workflow that does not compile is absent: what a plan would say of the others might be wrong.
    this.report(compiled.diagnostics, rootFolder);
    const { plan, diagnostics } = planApp(compiled.workflows, rootFolder, Object.keys(props.given ?? {}));
    this.report(diagnostics, rootFolder);
    return plan;
  }

  private report(diagnostics: readonly Diagnostic[], rootFolder: string): void {
    refuseErrors(diagnostics, rootFolder);
    for (const { code, file, message } of diagnostics) {
      Annotations.of(this).addWarningV2(`millrace:${code}`, file === undefined ? message : `${file}: ${message}`);
    }
  }

  private bucket(name: string, { bucketRemovalPolicy }: MillraceAppProps): Bucket {
    const options = bucketRemovalPolicy === undefined ? {} : { removalPolicy: bucketRemovalPolicy };
    return new SharedBucket(this, `${constructId(name)}Bucket`, options).bucket;
  }

  private taskFunctions(plan: AppPlan, props: MillraceAppProps): ReadonlyMap<string, TaskFunction> {
    const architecture = props.architecture ?? Architecture.X86_64;
    const rootFolder = rootOf(props);
    const { bundles, diagnostics, warnings } = bundleHandlers({
      tasks: plan.tasks,
      rootFolder,
      outputFolder: this.buildFolder("functions"),
      platform: { os: "linux", cpu: architecture === Architecture.ARM_64 ? "arm64" : "x64", libc: "glibc" },
    });
    this.report(diagnostics, rootFolder);
    for (const warning of warnings) Annotations.of(this).addWarningV2("millrace:esbuild", warning);
    const layers = this.layers([...bundles.values()], architecture);
    return new Map(
      plan.tasks.map(({ contract }) => {
        const bundle = bundles.get(contract.name);
        if (bundle === undefined) throw new Error(`no bundle was made for ${contract.name}`);
        const taskFunction = new TaskFunction(this, `${constructId(contract.name)}Function`, {
          contract,
          codeFolder: bundle.folder,
          buckets: this.buckets,
          architecture,
          layers: bundle.nativePackages.length > 0 ? layers : [],
        });
        return [contract.name, taskFunction] as const;
      }),
    );
  }

  private layers(bundles: readonly HandlerBundle[], architecture: Architecture) {
    const packages = new Map<string, NativePackage>(
      bundles.flatMap(({ nativePackages }) => nativePackages.map((found) => [found.name, found])),
    );
    const sorted = [...packages.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    if (sorted.length === 0) return [];
    return [
      nativeLayer(this, "NativePackages", { packages: sorted, outputFolder: this.buildFolder("layer"), architecture }),
    ];
  }

  /** Inside the assembly's folder: it goes when that goes, and needs no clearing up. */
  private buildFolder(name: string): string {
    const outdir = Stage.of(this)?.outdir;
    if (outdir === undefined) throw new Error("MillraceApp must be within an App");
    return join(outdir, ".millrace", this.node.addr, name);
  }

  private workflow(
    compiled: CompiledWorkflow,
    called: ReadonlyMap<string, Workflow>,
    { name, alarmActions = [], given = {} }: MillraceAppProps,
  ): Workflow {
    const { eventBus, functions, buckets } = this;
    const workflow = new Workflow(this, `${constructId(compiled.name)}Workflow`, {
      compiled,
      functions,
      buckets,
      given,
      called,
      eventSource: name,
      alarmActions,
      ...(eventBus === undefined ? {} : { eventBus }),
    });
    return workflow;
  }

  private triggers(workflow: Workflow, { name, alarmActions = [] }: MillraceAppProps): void {
    for (const { id, trigger } of identifyTriggers(workflow.compiled.workflow.triggers)) {
      workflow.addTrigger(this.trigger(trigger, name, { id, alarmActions }));
    }
  }

  private trigger(trigger: Trigger, eventSource: string, delivery: DeliveryProps): WorkflowTrigger {
    switch (trigger.type) {
      case "object": {
        const bucket = this.buckets.get(trigger.bucket);
        if (bucket === undefined) throw new Error(`no bucket was made for ${trigger.bucket}`);
        return new ObjectTrigger({ ...delivery, trigger, bucket });
      }
      case "event":
        if (this.eventBus === undefined) throw new Error("no bus was made for an event trigger");
        return new EventTrigger({ ...delivery, trigger, eventBus: this.eventBus, eventSource });
      case "pattern":
        return new PatternTrigger({ ...delivery, trigger });
      case "finished": {
        const finished = this.workflows.get(trigger.workflow);
        if (finished === undefined) throw new Error(`no workflow was made for ${trigger.workflow}`);
        return new FinishedTrigger({ ...delivery, trigger, finished });
      }
      case "schedule":
        return new ScheduleTrigger({ ...delivery, trigger });
    }
  }
}

const rootOf = ({ rootFolder }: MillraceAppProps): string => resolve(rootFolder ?? process.cwd());

/** The name is the source of events, and EventBridge keeps `aws.` for itself. */
function checkAppName(name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 60) {
    throw new TypeError(`an app's name must be kebab-case, of at most 60 characters, got ${JSON.stringify(name)}`);
  }
}
