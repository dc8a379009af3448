/** What an Output is made of: bindings that come first, and a text of JSONata per member of the object that it gives. */
export interface JsonataObject {
  readonly bindings: readonly string[];
  readonly members: ReadonlyMap<string, string>;
}

/** Takes an Output apart that is an object of templates, or one expression of the form `{…}` or `(…; {…})`. */
export function jsonataObject(output: unknown): JsonataObject | undefined {
  if (typeof output === "string" && output.startsWith("{%")) return ofExpression(output.slice(2, -2).trim());
  if (typeof output !== "object" || output === null || Array.isArray(output)) return undefined;
  const members = Object.entries(output).map(([name, value]: [string, unknown]) => [name, textOf(value)] as const);
  return { bindings: [], members: new Map(members) };
}

function textOf(template: unknown): string {
  const isExpression = typeof template === "string" && template.startsWith("{%");
  return isExpression ? template.slice(2, -2).trim() : JSON.stringify(template);
}

function ofExpression(source: string): JsonataObject | undefined {
  const parts = source.startsWith("(") && source.endsWith(")") ? splitTop(source.slice(1, -1), ";") : [source];
  const object = parts.at(-1)!;
  if (!object.startsWith("{") || !object.endsWith("}")) return undefined;
  const members = splitTop(object.slice(1, -1), ",").map((member) => {
    const [key = "", ...value] = splitTop(member, ":");
    return [JSON.parse(key) as string, value.join(": ")] as const;
  });
  return { bindings: parts.slice(0, -1), members: new Map(members) };
}

const token = /"(?:[^"\\]|\\.)*"|`[^`]*`|(?<=[(,] ?)\/(?:[^/\\]|\\.)+\/[a-z]*|:=|[\s\S]/gy;

/** Splits where the separator stands outside of brackets, texts and regular expressions. */
function splitTop(source: string, separator: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  let ternaries = 0;
  for (const [text] of source.matchAll(token)) {
    if (/^[([{]$/.test(text)) depth++;
    else if (/^[)\]}]$/.test(text)) depth--;
    if (text === "?" && depth === 0) ternaries++;
    const isTernary = text === ":" && ternaries > 0;
    if (isTernary && depth === 0) ternaries--;
    if (text === separator && depth === 0 && !isTernary) parts.push("");
    else parts[parts.length - 1] += text;
  }
  return parts.map((part) => part.trim());
}
