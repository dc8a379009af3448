const width = 120;
const longestText = 140;

/** JSON for a reader: as many members on a line as fit, and long texts cut. */
export function shortJson(value: unknown, indentation = ""): string {
  const onOneLine = flat(value);
  if (typeof value !== "object" || value === null || indentation.length + onOneLine.length <= width) return onOneLine;
  const inner = `${indentation}  `;
  const parts = Array.isArray(value)
    ? value.map((element) => shortJson(element, inner))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${shortJson(member, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${filled(parts, inner)}\n${indentation}${close}`;
}

/** Puts parts one after the other; one of several lines, or too long for the line, begins a new one. */
function filled(parts: readonly string[], indentation: string): string {
  const lines: string[] = [];
  for (const [index, part] of parts.entries()) {
    const text = index < parts.length - 1 ? `${part},` : part;
    const last = lines.at(-1);
    const fits = last !== undefined && !`${last}${text}`.includes("\n") && last.length + 1 + text.length <= width;
    if (fits) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(`${indentation}${text}`);
  }
  return lines.join("\n");
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${flat(member)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return JSON.stringify(typeof value === "string" ? cut(value) : value);
}

/** The end of a text that is too long, marked by `…`; an expression keeps its closing mark. */
export function cut(text: string, longest = longestText): string {
  if (text.length <= longest) return text;
  const end = text.endsWith(" %}") ? " … %}" : " …";
  return `${text.slice(0, longest - end.length)}${end}`;
}
