import { invalidPattern } from "./pattern-reader.ts";

// No groups: what they could make slow cannot be written. The guide lists the rest; CDK's examples have colons and spaces.
const allowed = /^[A-Za-z0-9 :_#=@/;,^$?[\]{}|\\*+.-]*$/;

/** An expression between percent signs; it may match anywhere. */
export function compileRegularExpression(text: string): RegExp {
  if (text === "" || !allowed.test(text)) throw invalidPattern();
  try {
    return new RegExp(text);
  } catch {
    throw invalidPattern();
  }
}
