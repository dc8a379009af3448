import {
  and,
  call,
  conditional,
  equals,
  exists,
  literal,
  block,
  local,
  member,
  object,
  path,
  regex,
  states,
} from "../jsonata/build.ts";
import { messageOfCause } from "../jsonata/message-of-cause.ts";
import type { JsonataNode } from "../jsonata/node.ts";

/**
 * What a catcher gives as `{ name, message, cause }`: of the members, those that are read.
 *
 * A workflow that was called (`mayBeCalled`) reports what DescribeExecution says of it.
 *
 * Who answers a callback with a failure may leave out both of its texts (`mayBeNull`), which then are null.
 *
 * Lambda reports an error as JSON in the Cause; other services, and Step Functions itself, as plain text or not at all.
 */
export function caughtError(
  wanted: ReadonlySet<string> | undefined,
  { mayBeNull = false, mayBeCalled = false }: { readonly mayBeNull?: boolean; readonly mayBeCalled?: boolean } = {},
): JsonataNode {
  const error = states("errorOutput");
  const orText = (node: JsonataNode, text: string): JsonataNode =>
    mayBeNull ? conditional(equals(call("type", node), literal("string")), node, literal(text)) : node;
  const cause = orText(member(error, "Cause", true), "");
  const members: readonly (readonly [string, JsonataNode])[] = [
    ["name", orText(path(error, "Error"), "States.TaskFailed")],
    ["message", messageOfCause(mayBeCalled ? innerCause(cause) : cause)],
    ["cause", cause],
  ];
  return object(members.filter(([name]) => wanted === undefined || wanted.has(name)));
}

const executionCause = '^\\{"(Cause|Error|ExecutionArn)":[\\s\\S]*\\}$';

/** Of an execution that was called: the cause of its own failure. */
function innerCause(cause: JsonataNode): JsonataNode {
  const [text, inner] = [local("t_outer"), local("t_inner")];
  const isExecution = and(equals(call("type", text), literal("string")), call("contains", text, regex(executionCause)));
  const ofExecution = block(
    [{ name: "t_inner", value: member(call("parse", text), "Cause", true) }],
    conditional(exists(inner), inner, literal("")),
  );
  return block([{ name: "t_outer", value: cause }], conditional(isExecution, ofExecution, text));
}
