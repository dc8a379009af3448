import { Validations } from "aws-cdk-lib";
import type { IAlarmAction } from "aws-cdk-lib/aws-cloudwatch";
import type { Role } from "aws-cdk-lib/aws-iam";
import { CfnStateMachine, CfnStateMachineAlias, CfnStateMachineVersion } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { WorkflowType } from "#authoring";
import type { CompiledWorkflow } from "#compiler";
import { executionAlarms } from "./execution-alarms.ts";
import { executionLog } from "./execution-log.ts";
import { type CalledWorkflow, callRights } from "./call-rights.ts";
import { awsRights } from "./aws-rights.ts";
import { mapRunPolicy } from "./map-run-policy.ts";
import { refuseErrors } from "./diagnostics/refuse-errors.ts";
import type { GivenBucket, GivenEventBus, GivenResource } from "./given-resources.ts";
import { checkAwsCalls } from "./plan/check-aws-calls.ts";
import { type Right, serviceRole } from "./service-role.ts";
import { stateMachineDefinition } from "./state-machine-definition.ts";
import type { TaskFunction } from "./task-function.ts";

export interface WorkflowProps {
  readonly compiled: CompiledWorkflow;
  /** The task functions that the workflow calls, by the name of their contract. */
  readonly functions: ReadonlyMap<string, TaskFunction>;
  /** The workflows that it calls, by name. @default none */
  readonly called?: ReadonlyMap<string, CalledWorkflow>;
  /** The source of the events it emits: the app's name. */
  readonly eventSource: string;
  /** The buckets that its calls of S3 and its `access` name, by logical name. @default none */
  readonly buckets?: ReadonlyMap<string, GivenBucket>;
  /** The resources that `defineResource` names, by that name. @default none */
  readonly given?: Readonly<Record<string, GivenResource>>;
  /** @default none: needed only by a workflow that emits */
  readonly eventBus?: GivenEventBus;
  /**
   * What the alarms on failed, timed-out and aborted executions do.
   *
   * @default nothing: they show in CloudWatch
   */
  readonly alarmActions?: readonly IAlarmAction[];
}

/** Starts executions of a workflow when something happens. */
export interface WorkflowTrigger {
  bind(workflow: Workflow): void;
}

/** The state machine of a compiled workflow, its version, and the alias through which it is started. */
export class Workflow extends Construct {
  readonly compiled: CompiledWorkflow;
  readonly stateMachineArn: string;
  /** CloudFormation's, not the workflow's. */
  readonly stateMachineName: string;
  /** What starters start: always the latest version, under an ARN that stays. */
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    this.compiled = props.compiled;
    const { name, workflow } = props.compiled;
    const { type } = workflow;
    const loggingConfiguration = executionLog(this, type);
    // Before the state machine: it refuses a function or a bus that is not given.
    const role = machineRole(this, props);
    const stateMachine = new CfnStateMachine(this, "Resource", {
      // CloudFormation replaces the state machine where this changes.
      stateMachineType: type === "express" ? "EXPRESS" : "STANDARD",
      roleArn: role.roleArn,
      ...stateMachineDefinition(this, props),
      loggingConfiguration,
      // The machine's own name is CloudFormation's; this is how a person finds it.
      tags: [{ key: workflowTag, value: name }],
    });
    acknowledgeStateMachine(stateMachine, type);
    const version = new CfnStateMachineVersion(this, "Version", {
      stateMachineArn: stateMachine.attrArn,
      stateMachineRevisionId: stateMachine.attrStateMachineRevisionId,
    });
    // An alias stays with its state machine, so that the one of the other type needs another.
    const alias = new CfnStateMachineAlias(this, type === "express" ? "ExpressAlias" : "Alias", {
      name: "live",
      description: `What starts ${name}`,
      routingConfiguration: [{ stateMachineVersionArn: version.attrArn, weight: 100 }],
    });
    // What starts executions waits for the right to start child executions.
    if (props.compiled.mapRuns.length > 0) alias.node.addDependency(mapRunPolicy(this, role, stateMachine));
    this.stateMachineArn = stateMachine.attrArn;
    this.stateMachineName = stateMachine.attrName;
    this.aliasArn = alias.attrArn;
    executionAlarms(this, { name, type, stateMachineArn: this.stateMachineArn, actions: props.alarmActions ?? [] });
  }

  /** Adds a trigger beside the one that the workflow's file names. */
  addTrigger(trigger: WorkflowTrigger): void {
    trigger.bind(this);
  }
}

function functionOf(compiled: CompiledWorkflow, functions: WorkflowProps["functions"], name: string): TaskFunction {
  const found = functions.get(name);
  if (found === undefined)
    throw new Error(`workflow "${compiled.name}" calls "${name}", which is not among the given functions`);
  return found;
}

function machineRole(scope: Construct, props: WorkflowProps): Role {
  const { compiled, functions, eventBus, buckets = new Map<string, GivenBucket>(), given = {} } = props;
  refuseErrors(checkAwsCalls(compiled, new Set(Object.keys(given))), process.cwd());
  const called = compiled.tasks.map(({ contract }) => functionOf(compiled, functions, contract.name));
  if (compiled.events.length > 0 && eventBus === undefined) {
    throw new Error(`workflow "${compiled.name}" emits events: give it an eventBus`);
  }
  const rights: readonly Right[] = [
    ...called.map((task) => ({
      actions: ["lambda:InvokeFunction"],
      resources: [`${task.function.functionArn}:*`],
      wildcardReason:
        "Running executions go on with the function versions they began with, so earlier ones stay callable.",
    })),
    ...(compiled.events.length === 0 || eventBus === undefined
      ? []
      : [{ actions: ["events:PutEvents"], resources: [eventBus.eventBusArn] }]),
    ...awsRights({ compiled, buckets, given }),
    ...callRights(compiled, props.called ?? new Map<string, CalledWorkflow>()),
    {
      actions: logDeliveryActions,
      resources: ["*"],
      wildcardReason: "CloudWatch Logs offers its log delivery actions on no narrower resource.",
    },
  ];
  return serviceRole(scope, "Role", {
    service: "states.amazonaws.com",
    onBehalfOf: "states:stateMachine:*",
    description: `Runs the workflow ${compiled.name}`,
    rights,
  });
}

/** The tag of a state machine that names its workflow. */
const workflowTag = "millrace:workflow";

/** What Step Functions needs to have its log delivered; CloudWatch Logs writes it (the list of aws-cdk-lib's own StateMachine). */
const logDeliveryActions = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

function acknowledgeStateMachine(stateMachine: CfnStateMachine, type: WorkflowType): void {
  const reason = {
    standard: "The history has each state's times; traces add a price per execution and are the app owner's choice.",
    express: "The log has each state's times; traces add a price per execution and are the app owner's choice.",
  } as const;
  Validations.of(stateMachine).acknowledge({ id: "AwsSolutions-SF2", reason: reason[type] });
  // An Express one logs everything, as the rule asks.
  if (type === "express") return;
  Validations.of(stateMachine).acknowledge({
    id: "AwsSolutions-SF1",
    reason: "Step Functions keeps the whole history of a Standard execution for 90 days; the log is for failures.",
  });
}
