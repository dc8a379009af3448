/** The JSONata between `{%` and `%}`, or undefined for a plain string. ASL: the string must begin and end with the marks. */
export function expressionSource(text: string): string | undefined {
  return text.length >= 4 && text.startsWith("{%") && text.endsWith("%}") ? text.slice(2, -2).trim() : undefined;
}
