import type { Variable } from "../ir/variable.ts";

// Expressions of the target: JSONata 2.0.6 as Step Functions runs it. Nodes are built by `build.ts` and printed once, by
// `print.ts`. "Missing" means that evaluating gives nothing (JavaScript's undefined), which no field of a state may hold.

export type JsonataNode =
  | LiteralNode
  | PlaceholderNode
  | ReferenceNode
  | LocalNode
  | StatesNode
  | MemberNode
  | IndexNode
  | ArrayNode
  | SpreadNode
  | ObjectNode
  | BinaryNode
  | NegateNode
  | ConditionalNode
  | CallNode
  | LambdaNode
  | BlockNode
  | RegexNode
  | NothingNode
  | NowNode
  | PoisonNode;

export interface LiteralNode {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

/** A text that only the deployment knows: `${LandingBucketName}`. Nothing is decided about it before. */
export interface PlaceholderNode {
  readonly kind: "placeholder";
  /** Letters and digits. */
  readonly name: string;
}

/** A variable of the state machine. */
export interface ReferenceNode {
  readonly kind: "reference";
  readonly variable: Variable;
}

/** A name bound inside the expression: a lambda's parameter or a block's binding. */
export interface LocalNode {
  readonly kind: "local";
  readonly name: string;
  /** Whether what it is bound to may be nothing. */
  readonly missing?: true;
}

/** `$states.input` and its siblings; valid only where the emitter puts it. */
export interface StatesNode {
  readonly kind: "states";
  readonly field: "input" | "result" | "errorOutput" | "context";
}

export interface MemberNode {
  readonly kind: "member";
  readonly object: JsonataNode;
  readonly name: string;
  readonly missing: boolean;
}

/** An element of an array; `missing` where the index may lie outside. */
export interface IndexNode {
  readonly kind: "index";
  readonly array: JsonataNode;
  /** An integer; a negative one counts from the end. */
  readonly index: JsonataNode;
  readonly missing: boolean;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly elements: readonly JsonataNode[];
  /** Stands only to keep its one element, an array, from being flattened into the array around it. */
  readonly wrapper?: true;
}

/** Stands in an array: the elements of `array` become elements of it. */
export interface SpreadNode {
  readonly kind: "spread";
  readonly array: JsonataNode;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
}

export interface ObjectMember {
  readonly key: JsonataNode;
  readonly value: JsonataNode;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "&"
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  // A range, which stands only in an array.
  | ".."
  | "and"
  | "or";

export interface BinaryNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: JsonataNode;
  readonly right: JsonataNode;
}

export interface NegateNode {
  readonly kind: "negate";
  readonly operand: JsonataNode;
}

export interface ConditionalNode {
  readonly kind: "conditional";
  readonly test: JsonataNode;
  readonly whenTrue: JsonataNode;
  readonly whenFalse: JsonataNode;
}

/** A call of a built-in function. */
export interface CallNode {
  readonly kind: "call";
  readonly function: string;
  readonly arguments: readonly JsonataNode[];
}

export interface LambdaNode {
  readonly kind: "lambda";
  readonly parameters: readonly string[];
  readonly body: JsonataNode;
}

/** `($a := …; $b := …; result)` */
export interface BlockNode {
  readonly kind: "block";
  readonly bindings: readonly { readonly name: string; readonly value: JsonataNode }[];
  readonly result: JsonataNode;
}

export interface RegexNode {
  readonly kind: "regex";
  readonly source: string;
  readonly flags: "" | "i" | "m" | "im";
}

/** `()`, which evaluates to nothing. */
export interface NothingNode {
  readonly kind: "nothing";
}

/** The moment at which the state that evaluates it was entered, in milliseconds since the epoch. */
export interface NowNode {
  readonly kind: "now";
}

/** Stands where a diagnostic was reported; never printed. */
export interface PoisonNode {
  readonly kind: "poison";
}
