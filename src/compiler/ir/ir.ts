import type { ReaderConfig, Retrier } from "#asl";
import type { JsonataNode } from "../jsonata/node.ts";
import type { SourcePlace } from "../output.ts";
import type { Variable } from "./variable.ts";

// A workflow between TypeScript and states: blocks of pure assignments, each ending in a jump, a choice, an effect or an end.
// Early returns, throws and catches are jumps here; which of them become states is decided when emitting.

/** One scope of states: the workflow itself, a branch of a Parallel or the body of a Map. */
export interface Region {
  readonly entry: BlockId;
  readonly blocks: ReadonlyMap<BlockId, Block>;
}

export type BlockId = number;

export interface Block {
  /** In order; each reads what those before it assigned. */
  readonly assigns: readonly Assign[];
  readonly terminator: Terminator;
}

export interface Assign {
  readonly variable: Variable;
  readonly value: JsonataNode;
}

export type Terminator = Goto | Pass | Choice | EffectTerminator | Return | Fail;

export interface Goto {
  readonly kind: "goto";
  readonly target: BlockId;
}

/** A jump that must become a state of its own, because what it assigns cannot ride on the state before. */
export interface Pass extends Named {
  readonly kind: "pass";
  readonly target: BlockId;
}

export interface Choice extends Named {
  readonly kind: "choice";
  readonly rules: readonly ChoiceRule[];
  readonly otherwise: BlockId;
  /** The input check, whose rules read one like the other and stay as they are. */
  readonly isGuard?: true;
}

export interface ChoiceRule {
  readonly condition: JsonataNode;
  readonly target: BlockId;
}

export interface EffectTerminator extends Named {
  readonly kind: "effect";
  readonly effect: Effect;
  readonly result: Variable | undefined;
  /** The members of the result, where its type lists them; lets the optimizer keep only those used. */
  readonly resultMembers: readonly string[] | undefined;
  readonly target: BlockId;
  readonly catchers: readonly Catcher[];
}

export interface Return {
  readonly kind: "return";
  readonly value: JsonataNode;
  readonly place: SourcePlace;
}

export interface Fail extends Named {
  readonly kind: "fail";
  readonly error: JsonataNode;
  readonly cause: JsonataNode;
  /** The caught error that is thrown on unchanged. */
  readonly rethrown?: Variable;
}

export interface Catcher {
  readonly errors: readonly string[];
  /** Gets `{ name, message, cause }`. */
  readonly variable: Variable;
  readonly target: BlockId;
}

export type Effect = TaskEffect | WaitEffect | ParallelEffect | MapEffect;

/** Any integration of Step Functions: a task function, an event put on a bus, a call of an AWS service. */
export interface TaskEffect {
  readonly kind: "task";
  /** The Resource of the state, for instance `arn:aws:states:::lambda:invoke`. */
  readonly resource: string;
  /** An object node; evaluated in the state itself, so that it may read `$states.context`. */
  readonly arguments: JsonataNode;
  /** The members that lead from the raw result to the value, for instance `["Payload"]`. */
  readonly valuePath: readonly string[];
  readonly timeoutSeconds?: JsonataNode | undefined;
  readonly heartbeatSeconds?: JsonataNode | undefined;
  readonly retry: readonly Retrier[];
}

/** Seconds are an integer from 0; a timestamp is a text in ISO 8601. */
export interface WaitEffect {
  readonly kind: "wait";
  readonly until: "seconds" | "timestamp";
  readonly value: JsonataNode;
}

export interface ParallelEffect {
  readonly kind: "parallel";
  readonly branches: readonly Region[];
}

export interface MapEffect {
  readonly kind: "map";
  /** The array, or `undefined` where a distributed Map reads its items. */
  readonly items: JsonataNode | undefined;
  readonly body: Region;
  /** The body's input is `{ item, index }` instead of the item. */
  readonly indexed: boolean;
  /** How many items run at once; without it as many as Step Functions allows. */
  readonly concurrency?: number | undefined;
  /** Set where each iteration is a child execution, whose region reads no variable of the regions around it. */
  readonly distributed?: DistributedMap | undefined;
}

export interface DistributedMap {
  readonly executionType: "STANDARD" | "EXPRESS";
  readonly reader?: ItemReading | undefined;
  /** What the iterations read of outer variables: they get it in their input, as `outer` beside the item, or as `BatchInput`. */
  readonly captured: readonly Captured[];
  readonly batchSize?: number | undefined;
  readonly toleratedFailureCount?: number | undefined;
  readonly toleratedFailurePercentage?: number | undefined;
  /** The Arguments of the result writer. */
  readonly writer?: JsonataNode | undefined;
}

export interface ItemReading {
  readonly resource: string;
  readonly arguments: JsonataNode;
  readonly config: ReaderConfig;
}

export interface Captured {
  readonly name: string;
  readonly value: JsonataNode;
}

interface Named {
  /** What the state would like to be called. */
  readonly name: string;
  readonly place: IrPlace;
}

/** Where something stands, and by which calls of functions it came there, the outermost first. */
export interface IrPlace extends SourcePlace {
  readonly calls?: readonly SourcePlace[];
}
