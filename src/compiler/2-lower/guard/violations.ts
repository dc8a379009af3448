import { and, call, equals, exists, literal, member, not, nullLiteral } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { definitionOf, type SchemaDefinition } from "./schema.ts";
import { checkTests, extraKeysTest, type GuardContext, membersOf, validity } from "./valid.ts";

/** One way in which a value from outside can be wrong; those before it have been ruled out. */
export interface Violation {
  readonly condition: JsonataNode;
  readonly message: string;
}

/** The ways in which a value can break a schema, in the order in which they are told. */
export function violations(
  schema: unknown,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): readonly Violation[] {
  const definition = definitionOf(schema);
  if (definition.type === "object") return objectViolations(definition, value, path, context);
  if (definition.type === "optional" && definitionOf(definition["innerType"]).type === "object") {
    const nested = violations(definition["innerType"], value, path, context);
    return nested.map((violation) => ({ ...violation, condition: and(exists(value), violation.condition) }));
  }
  if (definition.type === "nullable" && definitionOf(definition["innerType"]).type === "object") {
    const nested = violations(definition["innerType"], value, path, context);
    return nested.map((violation) => ({
      ...violation,
      condition: and(not(equals(value, nullLiteral)), violation.condition),
    }));
  }
  const valid = validity(schema, value, path, context);
  return valid.kind === "literal" && valid.value === true
    ? []
    : [{ condition: not(valid), message: `${path} must be ${demandOf(schema)}` }];
}

function objectViolations(
  definition: SchemaDefinition,
  value: JsonataNode,
  path: string,
  context: GuardContext,
): readonly Violation[] {
  const isObject = equals(call("type", value), literal("object"));
  const extra = extraKeysTest(definition, value, path, context);
  return [
    { condition: not(isObject), message: `${path} must be an object` },
    ...membersOf(definition).flatMap(([name, schema]) =>
      violations(schema, member(value, name, true), `${path}.${name}`, context),
    ),
    ...(extra === undefined ? [] : [{ condition: not(extra), message: `${path} has a member that is not allowed` }]),
    ...checkTests(definition, value, path, context).map(({ test, demand }) => ({
      condition: not(test),
      message: `${path} must be ${demand}`,
    })),
  ];
}

/** What a schema wants, in words: "an integer", "a string or null", "one of None, Minor". */
function demandOf(schema: unknown): string {
  const definition = definitionOf(schema);
  const inner = (): string => demandOf(definition["innerType"]);
  switch (definition.type) {
    case "optional":
    case "exactOptional":
      return `${inner()}, if present`;
    case "nullable":
      return `${inner()} or null`;
    case "readonly":
    case "nonoptional":
      return inner();
    case "enum":
      return `one of ${Object.values(definition["entries"] as object).join(", ")}`;
    case "literal":
      return (definition["values"] as readonly unknown[]).map((value) => JSON.stringify(value)).join(" or ");
    case "union":
      return (definition["options"] as readonly unknown[]).map(demandOf).join(" or ");
    default:
      return checkedDemand(definition.type, demandsOfChecks(schema));
  }
}

/** A check that says what the value is stands for its type: "an integer above 0". */
function checkedDemand(type: string, demands: readonly string[]): string {
  const [first, ...rest] = demands;
  const namesType = first?.startsWith("an integer") === true;
  return [...(namesType ? [] : [typeDemand(type)]), ...(first === undefined ? [] : [first]), ...rest].join(" ");
}

function typeDemand(type: string): string {
  if (type === "record" || type === "object") return "an object";
  return type === "array" || type === "tuple"
    ? "an array of the right elements"
    : type === "null"
      ? "null"
      : `a ${type}`;
}

function demandsOfChecks(schema: unknown): readonly string[] {
  const silent: GuardContext = {
    names: { variable: (name) => ({ name }), local: (name) => name },
    refuse: () => undefined,
  };
  return checkTests(definitionOf(schema), nullLiteral, "", silent)
    .map(({ demand }) => demand)
    .filter((demand) => demand !== "");
}
