import type { ExecutionStatus } from "#asl";
import type { ExecutionIdentity, MachineType } from "#interpreter";
import type { LoggingConfiguration } from "./logging-configuration.ts";

/** An execution as it is stored: what it runs, how it stands, what it was given and what it gave. */
export interface ExecutionRow {
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  /** Without version or alias. */
  readonly machineArn: string;
  readonly machineName: string;
  /** Of the state machine. */
  readonly type: MachineType;
  readonly versionArn: string | undefined;
  readonly aliasArn: string | undefined;
  /** The revision that runs, as of the execution's start. */
  readonly revisionId: string | undefined;
  readonly roleArn: string;
  readonly definitionHash: string;
  readonly logging: LoggingConfiguration | undefined;
  readonly traceHeader: string | undefined;
  readonly status: ExecutionStatus;
  /** JSON text, as the caller sent it. */
  readonly input: string;
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Milliseconds since the epoch, as are all times here. */
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly redriveCount: number;
  /** The last time. */
  readonly redrivenAt: number | undefined;
}

/** What the interpreter calls the execution by. */
export function identityOf(execution: ExecutionRow): ExecutionIdentity {
  return {
    executionArn: execution.arn,
    executionName: execution.name,
    stateMachineArn: execution.machineArn,
    stateMachineName: execution.machineName,
    roleArn: execution.roleArn,
  };
}

/** Who calls for an execution: the role of its state machine. */
export function principalOf({ roleArn, name }: Pick<ExecutionRow, "roleArn" | "name">) {
  return { kind: "role", roleArn, sessionName: name.slice(0, 64) } as const;
}

/** An execution that is over, as it goes on. */
export function redrivenRow(execution: ExecutionRow, at: number): ExecutionRow {
  const { redriveCount } = execution;
  const begun = {
    status: "RUNNING",
    output: undefined,
    error: undefined,
    cause: undefined,
    stoppedAt: undefined,
  } as const;
  return { ...execution, ...begun, redriveCount: redriveCount + 1, redrivenAt: at };
}

/** Whether a map run started it: then it runs a part of a state machine, `<name>/<label>`. */
export function isMapRunChild({ machineName }: Pick<ExecutionRow, "machineName">): boolean {
  return machineName.includes("/");
}

/** What a caller of the runtime decides; the runtime adds id, status and times. */
export type NewExecution = Omit<
  ExecutionRow,
  | "id"
  | "status"
  | "output"
  | "error"
  | "cause"
  | "startedAt"
  | "stoppedAt"
  | "redriveCount"
  | "redrivenAt"
  | "definitionHash"
> & { readonly definition: string };
