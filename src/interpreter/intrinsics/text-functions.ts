import type { Json } from "#asl";
import { hashAlgorithms } from "../load/machine.ts";
import { checkCount, textArgument } from "./check-arguments.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import type { IntrinsicFunctions } from "./intrinsic-functions.ts";
import { IntrinsicFailure } from "./intrinsic-failure.ts";

// AWS: "You can only provide the … function with a string of up to 10,000 characters".
const maximumTextLength = 10_000;

/** The functions that make texts of values and values of texts. */
export const textFunctions: IntrinsicFunctions = {
  Format: (args) => format(textArgument(args, 0), args.slice(1)),
  StringToJson(args) {
    checkCount(args, 1);
    const text = textArgument(args, 0);
    // Recorded on AWS: nothing but white space is null.
    if (text.trim() === "") return null;
    try {
      return JSON.parse(text) as Json;
    } catch {
      throw new IntrinsicFailure("Invalid JSON string provided");
    }
  },
  JsonToString(args) {
    checkCount(args, 1);
    return JSON.stringify(args[0]);
  },
  // Every character of the second argument divides, and what is empty is left out.
  StringSplit(args) {
    checkCount(args, 2);
    const dividers = new Set(textArgument(args, 1));
    const parts: string[] = [];
    let part = "";
    for (const character of textArgument(args, 0)) {
      if (!dividers.has(character)) part += character;
      else {
        if (part !== "") parts.push(part);
        part = "";
      }
    }
    return part === "" ? parts : [...parts, part];
  },
  Base64Encode: (args) => encodeBase64(limitedText(args)),
  Base64Decode(args) {
    const decoded = decodeBase64(limitedText(args));
    if (decoded === undefined) throw new IntrinsicFailure("The argument is not valid Base64");
    return decoded;
  },
  Hash(args, scope) {
    checkCount(args, 2);
    const [data = null] = args;
    const name = textArgument(args, 1);
    const algorithm = hashAlgorithms.find((known) => known === name);
    if (algorithm === undefined) {
      throw new IntrinsicFailure(`The algorithm must be one of ${hashAlgorithms.join(", ")}, got '${name}'`);
    }
    const text = typeof data === "string" ? data : JSON.stringify(data);
    if (text.length > maximumTextLength) throw tooLong(text);
    return scope.hash(text, algorithm);
  },
  UUID(args, scope) {
    checkCount(args, 0);
    return scope.uuid();
  },
};

function limitedText(args: readonly Json[]): string {
  checkCount(args, 1);
  const text = textArgument(args, 0);
  if (text.length > maximumTextLength) throw tooLong(text);
  return text;
}

function tooLong({ length }: string): IntrinsicFailure {
  return new IntrinsicFailure(`The argument must not exceed ${maximumTextLength} characters, got ${length}`);
}

/** Puts the values in place of `{}`; `\{` and `\}` stand for the braces. */
function format(template: string, values: readonly Json[]): string {
  const places = template.match(/\\[{}]|\{\}/gu)?.filter((found) => found === "{}").length ?? 0;
  if (places !== values.length) {
    throw new IntrinsicFailure("number of arguments do not match the occurrences of {}");
  }
  const rest = values.values();
  return template.replaceAll(/\\[{}]|\{\}/gu, (found) =>
    found === "{}" ? plainText(rest.next().value ?? null) : found.slice(1),
  );
}

/** As Java writes values: `[1, a]`, `{key=value}`, texts without quotes. */
function plainText(value: Json): string {
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(plainText).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}=${plainText(inner as Json)}`)
    .join(", ")}}`;
}
