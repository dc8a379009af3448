import type { Workflow } from "#authoring";
import {
  and,
  call,
  equals,
  exists,
  literal,
  member,
  not,
  nullLiteral,
  reference,
  states,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { type LowerContext, refuse, sourcePlace } from "../context.ts";
import type { ts } from "../../program.ts";
import { definitionOf, type SchemaDefinition } from "./schema.ts";
import { checkTests, extraKeysTest, type GuardContext, membersOf, validity } from "./valid.ts";

/** One way in which an input can be wrong; those before it have been ruled out. */
interface Violation {
  readonly condition: JsonataNode;
  readonly message: string;
}

/**
 * Checks input from outside before the first state: one Choice whose rules name the field, and one Fail.
 *
 * S3's own events are AWS's to keep; they are not checked.
 */
export function lowerInputGuard(workflow: Workflow, definition: ts.Node, context: LowerContext): void {
  if (!workflow.checkInput) return;
  const guard: GuardContext = {
    names: context.names,
    refuse: (path, what) => refuse(context, definition, "MR3001", { path, what }),
  };
  const violations = violationsOf(workflow, guard);
  if (violations.length === 0) return;
  addChoice(violations, definition, context);
}

function violationsOf(workflow: Workflow, context: GuardContext): readonly Violation[] {
  const input = states("input");
  const { trigger, input: schema } = workflow;
  const found: Violation[] = [];
  if (trigger?.type === "event") {
    // The event's envelope is EventBridge's own; `detail` is what somebody sent.
    const detail = member(input, "detail", true);
    found.push(...violations(trigger.schema, detail, "detail", context));
  }
  if (schema !== undefined) found.push(...violations(schema, input, "input", context));
  return found;
}

function violations(schema: unknown, value: JsonataNode, path: string, context: GuardContext): readonly Violation[] {
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

function addChoice(found: readonly Violation[], definition: ts.Node, context: LowerContext): void {
  const { region, names } = context;
  const place = sourcePlace(context, definition);
  const [body, fail] = [region.newBlock(), region.newBlock()];
  const problem = names.variable("problem");
  const blocks = found.map(() => region.newBlock());
  region.end({
    kind: "choice",
    rules: found.map(({ condition }, position) => ({ condition, target: blocks[position]! })),
    otherwise: body,
    isGuard: true,
    name: "CheckInput",
    place,
  });
  for (const [position, { message }] of found.entries()) {
    region.start(blocks[position]!);
    region.assign(problem, literal(message));
    region.end({ kind: "goto", target: fail });
  }
  region.start(fail);
  region.end({
    kind: "fail",
    error: literal("Millrace.InvalidInput"),
    cause: reference(problem),
    name: "InvalidInput",
    place,
  });
  region.start(body);
}
