import { type Bucket, type BucketAccess, isKind, type MapItemsOptions } from "#authoring";
import { staticValue } from "../../1-analyze/static-value.ts";
import { ts } from "../../program.ts";
import { bare, type LowerContext, refuse, sourceText, valueOf } from "../context.ts";

/** The options of a `mapItems`, read from the source. */
export type MapOptions = { -readonly [Name in keyof MapItemsOptions]?: MapItemsOptions[Name] };

/** Reads the options; `undefined` if one was refused. `isRead`: the items come from a bucket. */
export function readMapOptions(
  node: ts.ObjectLiteralExpression,
  isRead: boolean,
  context: LowerContext,
): MapOptions | undefined {
  const options: Record<string, unknown> = {};
  let isRefused = false;
  for (const property of node.properties) {
    const name = nameOf(property);
    const found = name === "results" ? accessOf(property, context) : constantOf(property, context);
    if (name === undefined || found === undefined) {
      refuse(context, property, name === "results" ? "MR2196" : "MR2191", { name: name ?? sourceText(property) });
      isRefused = true;
    } else options[name] = found.value;
  }
  if (isRefused) return undefined;
  const mode = modeOf(options, isRead);
  for (const property of node.properties) {
    const name = nameOf(property)!;
    isRefused = !check({ place: property, name, value: options[name], mode, isRead }, context) || isRefused;
  }
  return isRefused ? undefined : options;
}

/** A computed name, or one that a spread brings along, is not visible here. */
function nameOf({ name }: ts.ObjectLiteralElementLike): string | undefined {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined;
}

type Mode = "inline" | "distributed";

function modeOf({ mode }: Readonly<Record<string, unknown>>, isRead: boolean): Mode {
  return isRead || mode === "distributed" ? "distributed" : "inline";
}

/** The value of `name: value` or `{ name }`; spreads and methods have none that can be read. */
function initializerOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}

interface Constant {
  readonly value: unknown;
}

function constantOf(property: ts.ObjectLiteralElementLike, context: LowerContext): Constant | undefined {
  const initializer = initializerOf(property);
  const found = initializer === undefined ? undefined : staticValue(initializer, context);
  return found !== undefined && "value" in found ? found : undefined;
}

/** `lake.write("results/*")`, or a constant that holds it. */
function accessOf(property: ts.ObjectLiteralElementLike, context: LowerContext): Constant | undefined {
  const initializer = initializerOf(property);
  const node = initializer === undefined ? undefined : bare(initializer);
  const callee = node !== undefined && ts.isCallExpression(node) ? bare(node.expression) : undefined;
  if (node === undefined || callee === undefined || !ts.isPropertyAccessExpression(callee)) {
    return constantOf(property, context);
  }
  const bucket = valueOf(context, callee.expression)?.value;
  const [given] = (node as ts.CallExpression).arguments;
  const pattern = given === undefined ? { value: undefined } : staticValue(given, context);
  if (!isKind(bucket, "bucket") || !("value" in pattern) || callee.name.text !== "write") return undefined;
  try {
    return { value: (bucket as Bucket).write(pattern.value as string | undefined) };
  } catch {
    return undefined;
  }
}

interface OptionCheck {
  readonly place: ts.Node;
  readonly name: string;
  readonly value: unknown;
  readonly mode: Mode;
  readonly isRead: boolean;
}

const mostInline = 40;
const mostDistributed = 10_000;
const mostItems = 100_000_000;

const count =
  (least: number, most: number) =>
  (value: unknown): string | undefined =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : most === Infinity
        ? `an integer of ${least} or more`
        : `an integer from ${least} to ${most}`;

/** Says what a value must be, or undefined where it is fine. */
const rules: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  concurrency: count(1, mostDistributed),
  batchSize: count(1, Infinity),
  maxItems: count(1, mostItems),
  toleratedFailureCount: count(0, Infinity),
  toleratedFailurePercentage: (value) =>
    typeof value === "number" && value >= 0 && value <= 100 ? undefined : "a number from 0 to 100",
  executionType: (value) => (["STANDARD", "EXPRESS"].includes(value as string) ? undefined : '"STANDARD" or "EXPRESS"'),
  mode: (value) => (["inline", "distributed"].includes(value as string) ? undefined : '"inline" or "distributed"'),
};

const distributedOnly: ReadonlySet<string> = new Set([
  "executionType",
  "toleratedFailureCount",
  "toleratedFailurePercentage",
  "results",
]);

/** Refuses what Step Functions would not take, or would take for something else. */
function check({ place, name, value, mode, isRead }: OptionCheck, context: LowerContext): boolean {
  const refused = (...args: readonly [Parameters<typeof refuse>[2], Parameters<typeof refuse>[3]]): false => {
    refuse(context, place, ...args);
    return false;
  };
  // An option that is undefined is one that was left out.
  if (value === undefined) return true;
  if (name === "results") return isResultPlace(value) || refused("MR2196", { name });
  const expected = rules[name]?.(value);
  if (expected !== undefined) return refused("MR2193", { name, expected, value: JSON.stringify(value) });
  if (mode === "inline" && distributedOnly.has(name)) return refused("MR2194", { name });
  if (mode === "inline" && name === "concurrency" && (value as number) > mostInline) {
    return refused("MR2192", { value: value as number });
  }
  if (name === "maxItems" && !isRead)
    return refused("MR2195", { name, fix: `items.slice(0, ${value as number}) in place of items` });
  if (name === "mode" && isRead && value === "inline") return refused("MR2195", { name, fix: "no mode" });
  return true;
}

/** The prefix is what stands before the star; the right is on the same keys. */
function isResultPlace(value: unknown): value is BucketAccess {
  if (!isKind(value, "access")) return false;
  const { mode, keyPattern } = value as unknown as BucketAccess;
  return mode === "write" && /^[^*]*\/\*$/.test(keyPattern);
}
