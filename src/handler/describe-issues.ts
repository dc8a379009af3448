import type * as z from "zod";

type Issue = z.core.$ZodIssue;

/** More than these say nothing new, and a cause has 32,768 characters at most. */
const most = 5;

/** Says of each broken field where it is, what was found and what is expected, in one line. */
export function describeIssues(root: string, issues: readonly Issue[], value: unknown): string {
  const shown = issues.slice(0, most).map((issue) => describeIssue(root, issue, value));
  const rest = issues.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
}

function describeIssue(root: string, issue: Issue, value: unknown): string {
  const found = describeValue(valueAt(value, issue.path));
  return `${pathText(root, issue.path)}: found ${found}, expected ${expectation(issue)}`;
}

/** `input.rows[0].key` */
function pathText(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === "string" && /^[A-Za-z_$][\w$]*$/.test(key)
        ? `${text}.${key}`
        : `${text}[${typeof key === "number" ? key : JSON.stringify(String(key))}]`,
    root,
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === "object" && current !== null
        ? (current as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    value,
  );
}

function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? `a ${typeof value}`;
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(" or ");
    case "unrecognized_keys":
      return `no ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "invalid_union":
      return unionExpectation(issue.errors);
    default:
      // zod says "Too small: expected number to be >=0"; a refinement has the author's own words.
      return issue.message.replace(/^.*\bexpected /, "");
  }
}

function unionExpectation(branches: readonly (readonly Issue[])[]): string {
  const texts = branches.flatMap((issues) => issues.slice(0, 1).map(branchExpectation));
  return texts.length === 0 ? "another value" : [...new Set(texts)].join(" or ");
}

function branchExpectation(issue: Issue): string {
  return issue.path.length === 0
    ? expectation(issue)
    : `${expectation(issue)} at ${pathText("", issue.path).replace(/^\./, "")}`;
}
