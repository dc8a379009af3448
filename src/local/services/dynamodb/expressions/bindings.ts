import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../aws-error.ts";
import { readValue } from "../values/read-value.ts";
import type { Value } from "../values/value.ts";
import { validationError } from "../validation-error.ts";
import type { Assigned, Condition, ExpressionKind, Operand, Path, UpdateAction } from "./ast.ts";
import { expressionError } from "./expression-error.ts";

/** The names and values that a request gives beside its expressions. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** Puts names in the place of their placeholders, finds values, and knows which of both nothing used. */
export interface Bindings {
  readonly path: (kind: ExpressionKind, path: Path) => Path;
  readonly condition: (kind: ExpressionKind, condition: Condition) => Condition;
  readonly actions: (actions: readonly UpdateAction[]) => readonly UpdateAction[];
  /** Values by placeholder, all that expressions named. */
  readonly values: ReadonlyMap<string, Value>;
  /** Throws if the request gave names or values that no expression used. */
  readonly checkAllUsed: () => void;
}

/** `expressions` are those that the operation takes with whether the request has each; they decide what a stray placeholder means. */
export function createBindings(
  placeholders: Placeholders,
  expressions: Readonly<Record<string, string | undefined>>,
): Bindings {
  const names = readNames(placeholders, expressions);
  const values = readValues(placeholders, expressions);
  const used = new Set<string>();

  const nameOf = (kind: ExpressionKind, placeholder: string): string => {
    if (!placeholder.startsWith("#")) return placeholder;
    used.add(placeholder);
    const name = names.get(placeholder);
    if (name !== undefined) return name;
    throw expressionError(
      kind,
      `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
    );
  };
  const useValue = (kind: ExpressionKind, placeholder: string): void => {
    used.add(placeholder);
    if (values.has(placeholder)) return;
    throw expressionError(
      kind,
      `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
    );
  };
  const path: Bindings["path"] = (kind, raw) =>
    raw.map((segment) => (typeof segment === "number" ? segment : nameOf(kind, segment)));
  const operand = (kind: ExpressionKind, raw: Operand): Operand => {
    if (raw.kind === "path") return { kind: "path", path: path(kind, raw.path) };
    if (raw.kind === "function") return { ...raw, operands: raw.operands.map((one) => operand(kind, one)) };
    useValue(kind, raw.placeholder);
    return raw;
  };
  const condition: Bindings["condition"] = (kind, raw) => {
    switch (raw.kind) {
      case "comparison":
        return { ...raw, left: operand(kind, raw.left), right: operand(kind, raw.right) };
      case "between":
        return {
          ...raw,
          operand: operand(kind, raw.operand),
          low: operand(kind, raw.low),
          high: operand(kind, raw.high),
        };
      case "in":
        return { ...raw, operand: operand(kind, raw.operand), list: raw.list.map((one) => operand(kind, one)) };
      case "function":
        return { ...raw, operands: raw.operands.map((one) => operand(kind, one)) };
      case "not":
        return { ...raw, condition: condition(kind, raw.condition) };
      case "and":
      case "or":
        return { ...raw, left: condition(kind, raw.left), right: condition(kind, raw.right) };
    }
  };
  const kind = "UpdateExpression";
  const assigned = (raw: Assigned): Assigned =>
    raw.kind === "arithmetic"
      ? { ...raw, left: operand(kind, raw.left), right: operand(kind, raw.right) }
      : operand(kind, raw);
  const action = (raw: UpdateAction): UpdateAction => {
    const bound = path(kind, raw.path);
    if (raw.kind === "remove") return { ...raw, path: bound };
    if (raw.kind === "set") return { ...raw, path: bound, value: assigned(raw.value) };
    useValue(kind, raw.placeholder);
    return { ...raw, path: bound };
  };
  return {
    path,
    condition,
    actions: (actions) => actions.map(action),
    values,
    checkAllUsed() {
      refuseUnused("ExpressionAttributeNames", names, used);
      refuseUnused("ExpressionAttributeValues", values, used);
    },
  };
}

function refuseUnused(member: string, given: ReadonlyMap<string, unknown>, used: ReadonlySet<string>): void {
  const unused = [...given.keys()].filter((placeholder) => !used.has(placeholder));
  if (unused.length === 0) return;
  throw validationError(`Value provided in ${member} unused in expressions: keys: {${unused.join(", ")}}`);
}

type Expressions = Readonly<Record<string, string | undefined>>;

const hasAny = (expressions: Expressions): boolean => Object.values(expressions).some((text) => text !== undefined);

function readNames(
  { ExpressionAttributeNames: given }: Placeholders,
  expressions: Expressions,
): ReadonlyMap<string, string> {
  if (given === undefined) return new Map();
  if (!hasAny(expressions))
    throw validationError("ExpressionAttributeNames can only be specified when using expressions");
  const names = Object.entries(given);
  if (names.length === 0) throw validationError("ExpressionAttributeNames must not be empty");
  for (const [placeholder, name] of names) {
    if (!/^#\w+$/.test(placeholder)) {
      throw validationError(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${placeholder}"`);
    }
    if (name === "") {
      throw validationError(`ExpressionAttributeNames contains invalid value: "" for key ${placeholder}`);
    }
  }
  return new Map(names);
}

function readValues(
  { ExpressionAttributeValues: given }: Placeholders,
  expressions: Expressions,
): ReadonlyMap<string, Value> {
  if (given === undefined) return new Map();
  // A projection has no values.
  const { ProjectionExpression: _, ...others } = expressions;
  if (!hasAny(others)) {
    const absent = Object.keys(others);
    const list = absent.length > 1 ? `${absent.join(" and ")} are null` : `${absent[0]} is null`;
    throw validationError(`ExpressionAttributeValues can only be specified when using expressions: ${list}`);
  }
  const values = Object.entries(given);
  if (values.length === 0) throw validationError("ExpressionAttributeValues must not be empty");
  return new Map(values.map(([placeholder, value]) => [placeholder, readGiven(placeholder, value)]));
}

function readGiven(placeholder: string, value: AttributeValue): Value {
  if (!/^:\w+$/.test(placeholder)) {
    throw validationError(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${placeholder}"`);
  }
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validationError(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${placeholder}`);
  }
}
