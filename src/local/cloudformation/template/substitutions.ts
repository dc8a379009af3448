/** A piece of an `Fn::Sub` string: text, or a `${Name}` to be replaced. */
export type Substitution =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/** Cuts an `Fn::Sub` string into its pieces; `${!Literal}` is the text `${Literal}`. */
export function substitutions(template: string): readonly Substitution[] {
  const pieces: Substitution[] = [];
  let end = 0;
  for (const match of template.matchAll(/\$\{([^}]*)\}/g)) {
    if (match.index > end) pieces.push({ kind: "text", text: template.slice(end, match.index) });
    const name = (match[1] ?? "").trim();
    pieces.push(name.startsWith("!") ? { kind: "text", text: `\${${name.slice(1)}}` } : { kind: "variable", name });
    end = match.index + match[0].length;
  }
  if (end < template.length) pieces.push({ kind: "text", text: template.slice(end) });
  return pieces;
}
