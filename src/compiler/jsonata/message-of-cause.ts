import { block, call, conditional, exists, literal, local, member, regex } from "./build.ts";
import type { JsonataNode } from "./node.ts";

const lambdaCause = '^\\s*\\{\\s*"error(Type|Message)"[\\s\\S]*\\}\\s*$';

/** The message of an error by its cause, which is JSON where Lambda reports it; empty where there is none. */
export function messageOfCause(cause: JsonataNode): JsonataNode {
  const [text, message] = [local("t_cause"), local("t_message")];
  const parsed = block(
    [{ name: "t_message", value: member(call("parse", text), "errorMessage", true) }],
    conditional(exists(message), message, text),
  );
  const isLambda = call("contains", text, regex(lambdaCause));
  return block(
    [{ name: "t_cause", value: cause }],
    conditional(exists(text), conditional(isLambda, parsed, text), literal("")),
  );
}
