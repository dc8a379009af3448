import { parseTimestamp } from "#asl";
import { type Duration, longestSleepSeconds, secondsPerUnit, wholeSeconds } from "#authoring";
import { isOnly, mayBeUndefined, shapeOfMember } from "../../1-analyze/shape.ts";
import type { WaitEffect } from "../../ir/ir.ts";
import { array, binary, call, literal, member, nothing, nullLiteral, orElse, poison } from "../../jsonata/build.ts";
import type { JsonataNode } from "../../jsonata/node.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, refuse, shapeAt, sourcePlace, sourceText, typeText } from "../context.ts";
import { exitsOfRegion } from "../exits.ts";
import { lowerExpression } from "../recursion.ts";
import { createRegionBuilder } from "../region-builder.ts";
import { pascalCase } from "../state-name.ts";
import { addEffect } from "./add-effect.ts";
import { caughtValue } from "./caught-value.ts";

const units = Object.entries(secondsPerUnit) as readonly (readonly [keyof Duration, number])[];

/** `await sleep(…)`: a Wait state, whose seconds are an integer within its bounds whatever the value turns out to be. */
export function lowerSleepCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [duration] = node.arguments;
  if (duration === undefined || node.arguments.length !== 1) return poison;
  const seconds = lowerSeconds(duration, context);
  if (seconds.kind === "poison") return poison;
  if (seconds.kind !== "literal") {
    // No Catch stands on a Wait state.
    const value = withinBounds(caughtValue(duration, seconds, context));
    return addWait(node, { kind: "wait", until: "seconds", value }, "Sleep", context);
  }
  const total = Number(seconds.value);
  if (total < 0 || total > longestSleepSeconds) return refuse(context, duration, "MR1210", { seconds: total });
  const value = literal(wholeSeconds(total));
  return addWait(node, { kind: "wait", until: "seconds", value }, `Sleep${durationName(total)}`, context);
}

function lowerSeconds(duration: ts.Expression, context: LowerContext): JsonataNode {
  const shape = shapeAt(context, duration);
  if (isOnly(shape, "number")) return lowerExpression(duration, context);
  if (!isOnly(shape, "object")) {
    const [text, type] = [sourceText(duration), typeText(context, duration)];
    return refuse(context, duration, "MR2101", { text, type, operator: "sleep" });
  }
  const value = lowerExpression(duration, context);
  if (value.kind === "poison") return poison;
  const { checker } = context;
  const type = checker.getTypeAtLocation(duration);
  const parts = units.flatMap(([unit, factor]) => {
    const property = checker.getPropertyOfType(type, unit);
    if (property === undefined) return [];
    const isOptional = mayBeUndefined(shapeOfMember(property, checker));
    const count = member(value, unit, isOptional);
    if (count.kind === "nothing") return [];
    return [times(isOptional && count.kind !== "literal" ? orElse(count, literal(0)) : count, factor)];
  });
  return parts.reduce(plus, literal(0));
}

function times(count: JsonataNode, factor: number): JsonataNode {
  if (factor === 1) return count;
  return count.kind === "literal" ? literal(Number(count.value) * factor) : binary("*", count, literal(factor));
}

function plus(left: JsonataNode, right: JsonataNode): JsonataNode {
  if (left.kind === "literal" && right.kind === "literal") return literal(Number(left.value) + Number(right.value));
  if (left.kind === "literal" && left.value === 0) return right;
  return binary("+", left, right);
}

/** What `wholeSeconds` does when the workflow runs as TypeScript. */
function withinBounds(seconds: JsonataNode): JsonataNode {
  const whole = call("floor", binary("+", seconds, literal(0.999)));
  const atLeast = call("max", array([whole, literal(0)]));
  return call("min", array([atLeast, literal(longestSleepSeconds)]));
}

/** 5400 → `1Hour30Minutes`. */
function durationName(seconds: number): string {
  let rest = wholeSeconds(seconds);
  const words = units.flatMap(([unit, factor]) => {
    const count = Math.floor(rest / factor);
    rest -= count * factor;
    return count === 0 ? [] : [`${count}${pascalCase(count === 1 ? unit.slice(0, -1) : unit)}`];
  });
  return words.join("");
}

/** `await sleepUntil(…)`: a Wait state with a timestamp. */
export function lowerSleepUntilCall(node: ts.CallExpression, context: LowerContext): JsonataNode {
  const [timestamp] = node.arguments;
  if (timestamp === undefined || node.arguments.length !== 1) return poison;
  if (!isOnly(shapeAt(context, timestamp), "string")) {
    const [text, type] = [sourceText(timestamp), typeText(context, timestamp)];
    return refuse(context, timestamp, "MR2101", { text, type, operator: "sleepUntil" });
  }
  const value = lowerExpression(timestamp, context);
  if (value.kind === "poison") return poison;
  const isKnown = value.kind === "literal";
  if (isKnown && parseTimestamp(String(value.value)) === undefined)
    return refuse(context, timestamp, "MR1211", { text: String(value.value) });
  const effect: WaitEffect = { kind: "wait", until: "timestamp", value };
  return isKnown || context.handler === undefined
    ? addWait(node, effect, "SleepUntil", context)
    : addCaughtWait(node, effect, context);
}

function addWait(node: ts.Node, effect: WaitEffect, name: string, context: LowerContext): JsonataNode {
  addEffect({ node, effect, name, resultName: undefined }, { ...context, handler: undefined });
  return nothing;
}

/** A text that is no timestamp fails the Wait state, which cannot catch that; a Parallel state around it can. */
function addCaughtWait(node: ts.Node, effect: WaitEffect, context: LowerContext): JsonataNode {
  const region = createRegionBuilder();
  const inner: LowerContext = { ...context, region, handler: undefined, exits: exitsOfRegion(region, context) };
  addWait(node, effect, "SleepUntil", inner);
  region.end({ kind: "return", value: nullLiteral, place: sourcePlace(context, node) });
  const branches = [region.finish()];
  addEffect({ node, effect: { kind: "parallel", branches }, name: "TrySleepUntil", resultName: undefined }, context);
  return nothing;
}
