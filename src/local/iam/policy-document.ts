import { AwsError } from "../aws-error.ts";

/** A policy after its many spellings (single values for lists, strings for objects) were made one. */
export interface PolicyDocument {
  /** Of an inline policy its name, of a managed one its ARN; empty where nobody asks. */
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: PrincipalPattern;
  readonly notPrincipals?: PrincipalPattern;
  /** Operator → condition key → values, one of which must match. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** `*`, or lists by kind: `AWS`, `Service`. */
export type PrincipalPattern = "*" | Readonly<Record<string, readonly string[]>>;

type Json = Readonly<Record<string, unknown>>;

/** Reads a policy's text; what IAM would not store is refused in its words. */
export function parsePolicyDocument(text: string, name = ""): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
  if (!isObject(document) || document["Statement"] === undefined) throw malformed("Syntax errors in policy.");
  const statements = Array.isArray(document["Statement"]) ? document["Statement"] : [document["Statement"]];
  return { name, statements: statements.map(parseStatement) };
}

const members = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
]);

function parseStatement(statement: unknown): PolicyStatement {
  if (!isObject(statement)) throw malformed("Syntax errors in policy.");
  const unknown = Object.keys(statement).find((member) => !members.has(member));
  if (unknown !== undefined) throw malformed(`Syntax errors in policy. (unknown statement member ${unknown})`);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny")
    throw malformed("Policy statement must contain an Effect of Allow or Deny.");
  if (statement["Action"] === undefined && statement["NotAction"] === undefined) {
    throw malformed("Policy statement must contain actions.");
  }
  return {
    ...(typeof statement["Sid"] === "string" && { sid: statement["Sid"] }),
    effect,
    ...texts("actions", statement["Action"]),
    ...texts("notActions", statement["NotAction"]),
    ...texts("resources", statement["Resource"]),
    ...texts("notResources", statement["NotResource"]),
    ...principals("principals", statement["Principal"]),
    ...principals("notPrincipals", statement["NotPrincipal"]),
    conditions: conditionsOf(statement["Condition"]),
  };
}

function texts(name: string, value: unknown): Readonly<Record<string, readonly string[]>> {
  return value === undefined ? {} : { [name]: listOf(value) };
}

function principals(name: string, value: unknown): Readonly<Record<string, PrincipalPattern>> {
  if (value === undefined) return {};
  if (value === "*") return { [name]: "*" };
  if (!isObject(value)) throw malformed("Invalid principal in policy.");
  return { [name]: Object.fromEntries(Object.entries(value).map(([kind, list]) => [kind, listOf(list)])) };
}

function conditionsOf(value: unknown): PolicyStatement["conditions"] {
  if (value === undefined) return {};
  if (!isObject(value)) throw malformed("Syntax errors in policy.");
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => {
      if (!isObject(keys)) throw malformed("Syntax errors in policy.");
      return [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, listOf(values)]))];
    }),
  );
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocument", message);
}
