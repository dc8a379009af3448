/** What the ARN of a schedule's target asks for. */
export type TargetArn =
  | { readonly kind: "function" | "queue" | "topic" | "stateMachine" | "eventBus" }
  /** `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`: any operation of any service. */
  | { readonly kind: "universal"; readonly service: string; readonly operation: string };

const templates: readonly (readonly [RegExp, Exclude<TargetArn["kind"], "universal">])[] = [
  [/^arn:aws:lambda:[^:]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/, "function"],
  [/^arn:aws:sqs:[^:]+:\d{12}:[\w-]+(?:\.fifo)?$/, "queue"],
  [/^arn:aws:sns:[^:]+:\d{12}:[\w-]+$/, "topic"],
  [/^arn:aws:states:[^:]+:\d{12}:stateMachine:[^:/]+(?::[\w.-]+)?$/, "stateMachine"],
  [/^arn:aws:events:[^:]+:\d{12}:event-bus\/[\w./-]+$/, "eventBus"],
];

/** Undefined for an ARN that is no target here. */
export function readTargetArn(arn: string): TargetArn | undefined {
  const [, service, operation] = /^arn:aws:scheduler:::aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)$/.exec(arn) ?? [];
  if (service !== undefined && operation !== undefined) return { kind: "universal", service, operation };
  const kind = templates.find(([pattern]) => pattern.test(arn))?.[1];
  return kind === undefined ? undefined : { kind };
}
