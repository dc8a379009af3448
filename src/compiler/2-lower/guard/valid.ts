import {
  and,
  array,
  binary,
  call,
  conditional,
  equals,
  exists,
  literal,
  local,
  member,
  not,
  nothing,
  nullLiteral,
  or,
  poison,
  sequence,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { NameAllocator } from "../name-allocator.ts";
import { lowerCheck } from "./lower-check.ts";
import { checksOf, definitionOf, type SchemaDefinition } from "./schema.ts";

export interface GuardContext {
  readonly names: NameAllocator;
  /** Called with what of a schema a state machine cannot check. */
  readonly refuse: (path: string, what: string) => void;
}

/** Whether a value satisfies a schema, as one boolean expression that cannot fail whatever the value is. */
export function validity(schema: unknown, value: JsonataNode, path: string, context: GuardContext): JsonataNode {
  const definition = definitionOf(schema);
  const type = typeValidity(definition, value, path, context);
  return and(type, ...checkTests(definition, value, path, context).map(({ test }) => test));
}

/** The tests and demands of a schema's checks. */
export function checkTests(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): readonly { readonly test: JsonataNode; readonly demand: string }[] {
  return checksOf(definition).map((check) => {
    const lowered = lowerCheck(check, value);
    if (!("refused" in lowered)) return lowered;
    context.refuse(path, lowered.refused);
    return { test: poison, demand: "" };
  });
}

/** Whether a value has the type of a schema, its checks aside. */
function typeValidity(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): JsonataNode {
  const isType = (name: string): JsonataNode => equals(call("type", value), literal(name));
  const inner = (): JsonataNode => validity(definition["innerType"], value, path, context);
  switch (definition.type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return isType(definition.type);
    case "literal":
      return isOneOf(definition["values"] as readonly unknown[], value, path, context);
    case "enum":
      return isOneOf(Object.values(definition["entries"] as object), value, path, context);
    case "unknown":
    case "any":
      return literal(true);
    case "never":
      return not(exists(value));
    case "undefined":
    case "void":
      return not(exists(value));
    case "nullable":
      return or(equals(value, nullLiteral), inner());
    case "optional":
    case "exactOptional":
      return or(not(exists(value)), inner());
    case "readonly":
    case "nonoptional":
      return and(definition.type === "nonoptional" ? exists(value) : literal(true), inner());
    case "union":
      return or(
        ...(definition["options"] as readonly unknown[]).map((option) => validity(option, value, path, context)),
      );
    case "intersection":
      return and(
        validity(definition["left"], value, path, context),
        validity(definition["right"], value, path, context),
      );
    case "array":
      return and(isType("array"), everyElement(definition["element"], value, path, context));
    case "tuple":
      return tupleValidity(definition, value, path, context);
    case "record":
      return and(isType("object"), everyValue(definition, value, path, context));
    case "object":
      return and(isType("object"), ...objectTests(definition, value, path, context));
    default:
      context.refuse(path, `z.${definition.type}`);
      return poison;
  }
}

function isOneOf(values: readonly unknown[], value: JsonataNode, path: string, context: GuardContext): JsonataNode {
  const literals = values.filter((item) => item === null || ["string", "number", "boolean"].includes(typeof item));
  const isSpecial = literals.some((item) => typeof item === "string" && /\$\{|\{%|%\}/.test(item));
  if (literals.length < values.length || isSpecial) {
    context.refuse(path, "a literal that has no place in a definition");
    return poison;
  }
  const nodes = literals.map((item) => literal(item as string | number | boolean | null));
  // `in` with nothing on the left is false.
  return nodes.length === 1 ? equals(value, nodes[0]!) : binary("in", value, array(nodes));
}

function everyElement(element: unknown, value: JsonataNode, path: string, context: GuardContext): JsonataNode {
  const name = context.names.local("item");
  const test = validity(element, local(name), `${path}[]`, context);
  if (test.kind === "literal" && test.value === true) return test;
  return equals(countOf(value, name, test), call("count", value));
}

function countOf(list: JsonataNode, name: string, test: JsonataNode): JsonataNode {
  if (test.kind === "poison") return poison;
  return call(
    "count",
    call("map", list, { kind: "lambda", parameters: [name], body: conditional(test, literal(1), nothing) }),
  );
}

function tupleValidity(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): JsonataNode {
  const items = definition["items"] as readonly unknown[];
  if (definition["rest"] !== null && definition["rest"] !== undefined) {
    context.refuse(path, "a tuple with a rest");
    return poison;
  }
  const elements = items.map((item, position) =>
    validity(
      item,
      { kind: "index", array: value, index: literal(position), missing: true },
      `${path}[${position}]`,
      context,
    ),
  );
  const hasLength = equals(call("count", value), literal(items.length));
  return and(equals(call("type", value), literal("array")), hasLength, ...elements);
}

function everyValue(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): JsonataNode {
  const [key, item] = [context.names.local("key"), context.names.local("item")];
  const keys = sequence(call("keys", value));
  const test = and(
    validity(definition["keyType"], local(key), `${path} (a key)`, context),
    validity(definition["valueType"], local(item), `${path}[]`, context),
  );
  if (test.kind === "poison" || (test.kind === "literal" && test.value === true)) return test;
  const body: JsonataNode = {
    kind: "block",
    bindings: [{ name: item, value: call("lookup", value, local(key)) }],
    result: conditional(test, literal(1), nothing),
  };
  return equals(call("count", call("map", keys, { kind: "lambda", parameters: [key], body })), call("count", keys));
}

function objectTests(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): readonly JsonataNode[] {
  const members = membersOf(definition);
  const tests = members.map(([name, schema]) =>
    validity(schema, member(value, name, true), `${path}.${name}`, context),
  );
  const extra = extraKeysTest(definition, value, path, context);
  return extra === undefined ? tests : [...tests, extra];
}

export function membersOf(definition: SchemaDefinition): readonly (readonly [string, unknown])[] {
  return Object.entries(definition["shape"] as Readonly<Record<string, unknown>>);
}

/** A strict object allows no other members; a plain one ignores them. */
export function extraKeysTest(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): JsonataNode | undefined {
  const catchall = definition["catchall"];
  if (catchall === undefined || catchall === null || definitionOf(catchall).type === "unknown") return undefined;
  if (definitionOf(catchall).type !== "never") {
    context.refuse(path, "z.catchall");
    return poison;
  }
  const name = context.names.local("key");
  const known = array(membersOf(definition).map(([key]) => literal(key)));
  const keys = sequence(call("keys", value));
  return equals(countOf(keys, name, binary("in", local(name), known)), call("count", keys));
}
