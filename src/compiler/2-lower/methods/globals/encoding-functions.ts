import { call, conditional, literal, not, regex } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import type { LowerContext } from "../../context.ts";
import { withNames } from "../position.ts";
import { fixed, type GlobalTable } from "./global-call.ts";

/** Functions that write texts in other alphabets. */
export const encodingFunctions: GlobalTable = {
  btoa: fixed(["string"], ([text], context) => toBase64(text!, context)),
  atob: fixed(["string"], ([text], context) => fromBase64(text!, context)),
  encodeURIComponent: fixed(["string"], ([text]) => call("encodeUrlComponent", text!)),
  decodeURIComponent: fixed(["string"], ([text]) => call("decodeUrlComponent", text!)),
  encodeURI: fixed(["string"], ([text]) => call("encodeUrl", text!)),
  decodeURI: fixed(["string"], ([text]) => call("decodeUrl", text!)),
};

/** Which bytes stand for other characters differs: JavaScript takes Latin-1, other engines UTF-8. */
const beyondAscii = regex("[^\\x00-\\x7f]");

function toBase64(text: JsonataNode, context: LowerContext): JsonataNode {
  return withNames({ text }, context, (named) =>
    conditional(
      call("contains", named!, beyondAscii),
      call("error", literal("btoa: only ASCII can be written in base64")),
      call("base64encode", named!),
    ),
  );
}

const base64 = "^(?:[A-Za-z0-9+\\/]{4})*(?:[A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=)?$";

function fromBase64(text: JsonataNode, context: LowerContext): JsonataNode {
  const failure = call("error", literal("atob: the text is not ASCII written in base64"));
  return withNames({ text }, context, (named) =>
    conditional(
      not(call("contains", named!, regex(base64))),
      failure,
      withNames({ decoded: call("base64decode", named!) }, context, (decoded) =>
        conditional(call("contains", decoded!, beyondAscii), failure, decoded!),
      ),
    ),
  );
}
