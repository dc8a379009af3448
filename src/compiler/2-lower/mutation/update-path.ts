import type { Shape } from "../../1-analyze/shape.ts";
import {
  and,
  array,
  binary,
  block,
  call,
  conditional,
  equals,
  index,
  lambda,
  literal,
  local,
  member,
  not,
  nullLiteral,
  object,
  spread,
} from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import { mayBeMissing } from "../../jsonata/walk.ts";
import type { LowerContext } from "../context.ts";
import { ownMember } from "../expressions/own-member.ts";
import { asElement } from "../expressions/as-element.ts";
import { mapEach } from "../methods/arrays/map-each.ts";

/** A step whose key is evaluated already. */
export interface LoweredStep {
  readonly kind: "member" | "key" | "index";
  readonly key: JsonataNode;
  readonly shape: Shape;
}

/** What a step leads to. */
export function readStep(whole: JsonataNode, { kind, key }: LoweredStep): JsonataNode {
  if (kind === "index") return index(whole, key, true);
  if (key.kind === "literal") return member(whole, String(key.value), true);
  return ownMember(whole, key);
}

/** The object or array `whole` with what `steps` lead to replaced; all else stays. */
export function updatePath(
  whole: JsonataNode,
  steps: readonly LoweredStep[],
  update: (before: JsonataNode) => JsonataNode,
  context: LowerContext,
): JsonataNode {
  const [step, ...rest] = steps;
  if (step === undefined) return update(whole);
  const after = updatePath(readStep(whole, step), rest, update, context);
  return step.kind === "index" ? withElement(whole, step, after, context) : withMember(whole, step.key, after, context);
}

/** An object with one member set; what is undefined leaves no key. */
function withMember(whole: JsonataNode, key: JsonataNode, value: JsonataNode, context: LowerContext): JsonataNode {
  if (value.kind === "poison") return value;
  const known = knownMembers(whole);
  if (known !== undefined && key.kind === "literal" && !mayBeMissing(value)) {
    const others = known.filter((each) => each.key.kind === "literal" && each.key.value !== key.value);
    return object([...others, { key, value }]);
  }
  const before = mayBeMissing(value) ? withoutMember(whole, key, context) : whole;
  return call("merge", array([before, object([{ key, value }])]));
}

/** The members of an object that was written with literal keys, all of which are there. */
function knownMembers(node: JsonataNode): Extract<JsonataNode, { kind: "object" }>["members"] | undefined {
  return node.kind === "object" && node.members.every(({ key }) => key.kind === "literal") ? node.members : undefined;
}

/** An object without a member; always an object, also where nothing is left. */
export function withoutMember(whole: JsonataNode, key: JsonataNode, context: LowerContext): JsonataNode {
  const [value, name] = [context.names.local("v"), context.names.local("k")];
  const isOther = not(equals(local(name), key));
  return call("merge", array([object([]), call("sift", whole, lambda([value, name], isOther))]));
}

/**
 * An array with one element set. One position past the end appends; further on JavaScript leaves holes, which are null in
 * JSON. What is no position (negative, a fraction) changes nothing that JSON could hold.
 */
function withElement(
  list: JsonataNode,
  { key, shape }: LoweredStep,
  value: JsonataNode,
  context: LowerContext,
): JsonataNode {
  const [item, position, at] = ["item", "position", "at"].map((name) => context.names.local(name)) as [
    string,
    string,
    string,
  ];
  const wanted = key.kind === "literal" ? key : local(at);
  const count = call("count", list);
  const body = conditional(equals(local(position), wanted), value, local(item));
  const replaced = mapEach(list, { parameters: [item, position], body }, shape, context);
  const gap = call("match", call("pad", literal(""), binary("-", wanted, count), literal("x")), regexOfOne);
  const holes = call("map", gap, lambda([context.names.local("hole")], nullLiteral));
  const appended = array([spread(list), spread(holes), asElement(value, shape, context)]);
  const set = conditional(binary("<", wanted, count), replaced, appended);
  if (key.kind === "literal") return set;
  const isPosition = and(binary(">=", wanted, literal(0)), equals(wanted, call("floor", wanted)));
  return block([{ name: at, value: key }], conditional(isPosition, set, list));
}

const regexOfOne: JsonataNode = { kind: "regex", source: "x", flags: "" };
