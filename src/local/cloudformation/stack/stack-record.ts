import type { JsonObject, JsonValue } from "../json-value.ts";
import type { StackParameter } from "../template/resolve-parameters.ts";
import type { DeletionPolicy } from "../template/template.ts";

// What is kept of a stack between calls and across restarts.

export interface StackTag {
  readonly Key: string;
  readonly Value: string;
}

/** What a stack is asked to become. */
export interface StackTarget {
  readonly templateBody: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: readonly StackTag[];
  readonly capabilities: readonly string[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export type OnFailure = "ROLLBACK" | "DELETE" | "DO_NOTHING";

/** How the operation under way was asked for; kept so that a restart can finish it. */
export interface StackOperation {
  readonly kind: "create" | "update" | "delete" | "rollback";
  /** Ties the events of one operation together; a rollback has one of its own. */
  readonly operationId: string;
  readonly onFailure: OnFailure;
  readonly retainExceptOnCreate: boolean;
  /** Puts right what was changed behind the stack's back, also where the template asks for no change. */
  readonly revertDrift?: boolean;
  readonly retainResources: readonly string[];
  readonly clientRequestToken?: string;
}

export interface StackRecord {
  readonly stackId: string;
  readonly stackName: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly creationTime: number;
  readonly lastUpdatedTime?: number;
  readonly deletionTime?: number;
  /** What is deployed. Absent while the stack only has a change set to review. */
  readonly target?: StackTarget;
  /** What an update under way, or one that failed without rollback, wants instead. */
  readonly pending?: StackTarget;
  readonly outputs: readonly StackOutput[];
  /** Export names of other stacks that this one uses: they cannot go away before it does. */
  readonly imports: readonly string[];
  /** What `Fn::GetStackOutput` gave when the stack was last deployed: `Stack.Output` → value. */
  readonly stackOutputs?: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly roleArn?: string;
  /** The stack whose resource this one is, and the one at the top. */
  readonly parentId?: string;
  readonly rootId?: string;
  readonly changeSetId?: string;
  readonly operation?: StackOperation;
}

export interface ResourceRecord {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly updatedAt: number;
  readonly properties: JsonObject;
  /** The properties as clients see them, where dynamic references stand for secrets in those above. */
  readonly shownProperties?: JsonObject;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** Resources that must outlive this one. */
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly metadata?: JsonValue;
  /** How often the resource was replaced. */
  readonly generation: number;
  /** It is part of a handler that never runs here: nothing was made. */
  readonly neverRuns?: true;
}

/** One step of an operation under way and how to take it back. */
export type UndoEntry =
  | { readonly kind: "created"; readonly logicalId: string }
  | { readonly kind: "updated"; readonly logicalId: string; readonly previous: ResourceRecord }
  | { readonly kind: "replaced"; readonly logicalId: string; readonly previous: ResourceRecord }
  /** An update in place gave the resource another physical id: the old one goes once the operation has succeeded. */
  | { readonly kind: "renamed"; readonly logicalId: string; readonly previous: ResourceRecord };

export interface StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly resourceType: string;
  readonly resourceStatus: string;
  readonly resourceStatusReason?: string;
  readonly resourceProperties?: string;
  readonly clientRequestToken?: string;
  readonly operationId?: string;
  readonly timestamp: number;
}

export type ResourceChangeScope = "Properties" | "Metadata" | "Tags" | "DeletionPolicy" | "UpdateReplacePolicy";

export interface ResourceChange {
  readonly action: "Add" | "Modify" | "Remove";
  readonly logicalId: string;
  readonly resourceType: string;
  readonly physicalId?: string;
  readonly replacement?: "True" | "False" | "Conditional";
  readonly scope: readonly ResourceChangeScope[];
  readonly details: readonly {
    readonly name: string;
    readonly recreation: "Never" | "Always" | "Conditionally";
    readonly isCertain: boolean;
    readonly before?: string;
    readonly after?: string;
  }[];
  readonly before?: string;
  readonly after?: string;
}

/** Something in a template that could never be deployed, found before anything is touched. */
export interface ResourceProblem {
  readonly logicalId: string;
  readonly resourceType: string;
  readonly path: string;
  readonly message: string;
}

export interface ChangeSetRecord {
  readonly changeSetId: string;
  readonly changeSetName: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly type: "CREATE" | "UPDATE";
  readonly description?: string;
  readonly creationTime: number;
  readonly status: "CREATE_COMPLETE" | "FAILED" | "DELETE_COMPLETE";
  readonly statusReason?: string;
  readonly executionStatus: "AVAILABLE" | "UNAVAILABLE" | "EXECUTE_IN_PROGRESS" | "EXECUTE_COMPLETE" | "OBSOLETE";
  readonly target: StackTarget;
  readonly changes: readonly ResourceChange[];
  readonly problems: readonly ResourceProblem[];
  readonly onFailure: OnFailure;
  readonly revertDrift?: boolean;
  readonly roleArn?: string;
}
