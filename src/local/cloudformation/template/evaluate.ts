import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { cidrBlocks } from "./cidr-blocks.ts";
import { getStackOutput } from "./other-stacks.ts";
import type { Scope } from "./scope.ts";
import { substitutions } from "./substitutions.ts";
import { validationError } from "./template.ts";

type Intrinsic = (argument: JsonValue, scope: Scope) => JsonValue | undefined;

/**
 * Evaluates every intrinsic in a value; `undefined` is `AWS::NoValue`, which removes the property or item that holds it.
 *
 * In a partial scope an intrinsic over a resource that does not exist yet stays as it is written, with what could be
 * evaluated inside it evaluated: two templates then compare by what they ask for.
 */
export function evaluate(value: JsonValue, scope: Scope): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return evaluateIntrinsic(intrinsic.name, intrinsic.argument, scope);
  const evaluated = Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)] as const);
  return Object.fromEntries(evaluated.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

/** An object with the single key `Ref` or `Fn::…` is an intrinsic; anything else is data. */
export function intrinsicOf(value: JsonValue): { readonly name: string; readonly argument: JsonValue } | undefined {
  if (!isJsonObject(value)) return undefined;
  const keys = Object.keys(value);
  const name = keys[0];
  if (keys.length !== 1 || name === undefined) return undefined;
  return name === "Ref" || name.startsWith("Fn::") ? { name, argument: value[name] as JsonValue } : undefined;
}

function evaluateIntrinsic(name: string, argument: JsonValue, scope: Scope): JsonValue | undefined {
  // The branches of an If must not be evaluated before its condition is known, and Sub evaluates its own references.
  const lazy = lazyIntrinsics[name];
  if (lazy) return lazy(argument, scope);
  const eager = eagerIntrinsics[name];
  if (!eager) throw notImplemented(`intrinsic function '${name}'`);
  if (extensions.has(name) && !scope.template.hasLanguageExtensions) {
    throw validationError(
      `Template format error: Encountered unsupported function: ${name} (it needs the transform AWS::LanguageExtensions)`,
    );
  }
  const evaluated = evaluate(argument, scope) ?? null;
  if (scope.partial && isUnresolved(evaluated)) return { [name]: evaluated };
  return eager(evaluated, scope);
}

function isUnresolved(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(isUnresolved);
  if (!isJsonObject(value)) return false;
  return intrinsicOf(value) !== undefined || Object.values(value).some(isUnresolved);
}

const lazyIntrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => reference(text("Ref", argument), scope),
  "Fn::GetAtt": (argument, scope) => getAttribute(argument, scope),
  "Fn::Sub": (argument, scope) => substitute(argument, scope),
  "Fn::If": (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list("Fn::If", argument, 3);
    const name = text("Fn::If", condition);
    const holds = scope.conditions.get(name);
    if (holds === undefined) throw validationError(`Template error: unresolved condition dependency ${name} in Fn::If`);
    return evaluate((holds ? whenTrue : whenFalse) as JsonValue, scope);
  },
};

const eagerIntrinsics: Readonly<Record<string, Intrinsic>> = {
  "Fn::Join": (argument) => {
    const [separator, parts] = list("Fn::Join", argument, 2);
    if (!Array.isArray(parts)) throw malformed("Fn::Join", "a delimiter and a list of strings");
    return parts.map((part) => text("Fn::Join", part)).join(text("Fn::Join", separator));
  },
  "Fn::Split": (argument) => {
    const [separator, source] = list("Fn::Split", argument, 2);
    return text("Fn::Split", source).split(text("Fn::Split", separator));
  },
  "Fn::Select": (argument) => {
    const [index, values] = list("Fn::Select", argument, 2);
    if (!Array.isArray(values)) throw malformed("Fn::Select", "an index and a list");
    const selected = values[Number(index)];
    if (selected === undefined) {
      throw validationError(`Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`);
    }
    return selected;
  },
  "Fn::Base64": (argument) => Buffer.from(text("Fn::Base64", argument)).toString("base64"),
  "Fn::ImportValue": (argument, scope) => {
    const name = text("Fn::ImportValue", argument);
    const value = scope.exported(name);
    if (value === undefined) throw validationError(`No export named ${name} found.`);
    return value;
  },
  "Fn::FindInMap": (argument, scope) => {
    if (!Array.isArray(argument)) throw malformed("Fn::FindInMap", "a list of 3 values");
    const [mapName, first, second, other] = argument as readonly JsonValue[];
    const names = [mapName, first, second].map((key) => text("Fn::FindInMap", key));
    const value = scope.template.mappings[names[0] ?? ""]?.[names[1] ?? ""]?.[names[2] ?? ""];
    if (value === undefined && scope.template.hasLanguageExtensions && isJsonObject(other)) {
      const fallback = other["DefaultValue"];
      if (fallback !== undefined) return fallback;
    }
    if (value === undefined) {
      throw validationError(`Template error: Unable to get mapping for ${names.join("::")}`);
    }
    return value;
  },
  "Fn::GetStackOutput": getStackOutput,
  "Fn::GetAZs": (argument, scope) => {
    const region = text("Fn::GetAZs", argument) || (scope.pseudoParameters["AWS::Region"] ?? "");
    return ["a", "b", "c", "d", "e", "f"].map((zone) => region + zone);
  },
  "Fn::Cidr": (argument) => {
    const [block, count, bits = 8] = Array.isArray(argument) ? (argument as readonly JsonValue[]) : [];
    const blocks = cidrBlocks(text("Fn::Cidr", block), Number(count), Number(bits));
    if (!blocks) throw malformed("Fn::Cidr", "a block, a number of blocks (1 to 256) that fit into it, and their bits");
    return blocks;
  },
  "Fn::Length": (argument) => {
    if (!Array.isArray(argument)) throw malformed("Fn::Length", "a list");
    return argument.length;
  },
  "Fn::ToJsonString": (argument) => {
    if (typeof argument !== "object" || argument === null) throw malformed("Fn::ToJsonString", "an object or a list");
    return JSON.stringify(argument);
  },
};

/** Functions that only the transform AWS::LanguageExtensions brings. */
const extensions: ReadonlySet<string> = new Set(["Fn::Length", "Fn::ToJsonString"]);

function reference(name: string, scope: Scope): JsonValue | undefined {
  if (name === "AWS::NoValue") return undefined;
  const value = scope.pseudoParameters[name] ?? scope.parameters[name];
  if (value !== undefined) return value;
  if (scope.template.resources[name]) {
    const resource = scope.resource(name);
    if (resource) return resource.physicalId;
    if (scope.partial) return { Ref: name };
  }
  throw validationError(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
  );
}

/** Both spellings: `["Bucket", "Arn"]` and `"Bucket.Arn"`. */
export function attributeReference(argument: JsonValue): { readonly logicalId: string; readonly attribute: JsonValue } {
  if (typeof argument === "string" && argument.includes(".")) {
    const [logicalId = "", ...rest] = argument.split(".");
    return { logicalId, attribute: rest.join(".") };
  }
  const [logicalId, attribute] = list("Fn::GetAtt", argument, 2);
  return { logicalId: text("Fn::GetAtt", logicalId), attribute: attribute as JsonValue };
}

function getAttribute(argument: JsonValue, scope: Scope): JsonValue {
  const { logicalId, attribute } = attributeReference(argument);
  const name = text("Fn::GetAtt", evaluate(attribute, scope));
  const resource = scope.resource(logicalId);
  if (!resource) {
    if (scope.partial && scope.template.resources[logicalId]) return { "Fn::GetAtt": [logicalId, name] };
    throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`);
  }
  const value = resource.attributes[name];
  if (value === undefined) {
    const type = scope.template.resources[logicalId]?.type ?? "";
    throw validationError(
      /^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(type)
        ? `CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${resource.physicalId}`
        : `Template error: resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`,
    );
  }
  return value;
}

function substitute(argument: JsonValue, scope: Scope): JsonValue {
  const [source, variables] = typeof argument === "string" ? [argument, {}] : list("Fn::Sub", argument, 2);
  const template = text("Fn::Sub", source);
  if (!isJsonObject(variables)) throw malformed("Fn::Sub", "a string, or a string and a map of values");
  const values: Record<string, JsonValue> = {};
  for (const part of substitutions(template)) {
    if (part.kind !== "variable" || part.name in values) continue;
    const own = (variables as JsonObject)[part.name];
    values[part.name] =
      (own !== undefined
        ? evaluate(own, scope)
        : part.name.includes(".")
          ? getAttribute(part.name, scope)
          : reference(part.name, scope)) ?? "";
  }
  if (scope.partial && isUnresolved(values)) return { "Fn::Sub": [template, values] };
  return substitutions(template)
    .map((part) => (part.kind === "variable" ? text("Fn::Sub", values[part.name]) : part.text))
    .join("");
}

function list(name: string, argument: JsonValue | undefined, length: number): readonly JsonValue[] {
  if (!Array.isArray(argument) || argument.length !== length) throw malformed(name, `a list of ${length} values`);
  return argument;
}

function text(name: string, value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw malformed(name, `a string, got ${JSON.stringify(value)}`);
}

function malformed(name: string, expected: string): Error {
  return validationError(`Template error: every ${name} object requires ${expected}.`);
}

/** Evaluates an object all of whose members must remain an object: properties, for instance. */
export function evaluateObject(value: JsonObject, scope: Scope): JsonObject {
  const evaluated = evaluate(value, scope);
  return isJsonObject(evaluated) ? evaluated : {};
}
