/** A piece of an `Fn::Sub` string: text, or a `${Name}` to be replaced. */
export type Substitution =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/** Cuts an `Fn::Sub` string into its pieces; `${!Literal}` is the text `${Literal}`. */
export function substitutions(template: string): readonly Substitution[] {
  const pieces: Substitution[] = [];
  let end = 0;
  // Behind the last brace nothing is replaced; to look for it from each `${` would take for ever.
  const whole = template.slice(0, template.lastIndexOf("}") + 1);
  for (const match of whole.matchAll(/\$\{([^}]*)\}/g)) {
    if (match.index > end) pieces.push({ kind: "text", text: template.slice(end, match.index) });
    const name = (match[1] ?? "").trim();
    pieces.push(name.startsWith("!") ? { kind: "text", text: `\${${name.slice(1)}}` } : { kind: "variable", name });
    end = match.index + match[0].length;
  }
  if (end < template.length) pieces.push({ kind: "text", text: template.slice(end) });
  return pieces;
}
