/** `--exclude` and `--include` of `aws s3 sync`, in order: the last pattern that matches a path decides. */
export type PathFilter = readonly { readonly kind: "exclude" | "include"; readonly pattern: string }[];

/**
 * Makes what decides about the paths below a root, a local folder or `bucket/prefix`.
 *
 * Patterns are held against whole paths, the root before them; one that begins with a slash has no root before it.
 */
export function pathFilter(filter: PathFilter, root: string): (path: string) => boolean {
  const rules = filter.map(({ kind, pattern }) => ({ kind, expression: globExpression(joined(root, pattern)) }));
  return (path) => {
    const whole = joined(root, path);
    return (rules.findLast(({ expression }) => expression.test(whole))?.kind ?? "include") === "include";
  };
}

function joined(root: string, path: string): string {
  if (path.startsWith("/")) return path;
  return root.endsWith("/") ? root + path : `${root}/${path}`;
}

/** As Python's `fnmatch` reads patterns: `*` matches slashes, too; a bracket that nothing closes is itself. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\*+|\?|\[(!|(?!!))(\][^\]]*|[^\]]+)\]|[^*?[]+|\[/gsu,
    (part: string, not: string | undefined, set: string | undefined) => {
      if (part.startsWith("*")) return ".*";
      if (part === "?") return ".";
      return set === undefined ? part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&") : setExpression(set, not === "!");
    },
  );
  return new RegExp(`^${source}$`, "su");
}

function setExpression(set: string, isNot: boolean): string {
  const members = [...set.matchAll(/(.)-(.)|(.)/gsu)].flatMap(([, from, to, one]) => {
    if (one !== undefined) return [inSet(one)];
    // A range that runs backwards holds nothing.
    return from !== undefined && to !== undefined && from <= to ? [`${inSet(from)}-${inSet(to)}`] : [];
  });
  if (members.length === 0) return isNot ? "." : "(?!)";
  return `[${isNot ? "^" : ""}${members.join("")}]`;
}

const inSet = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
