/** What a variable may not be called: JSONata binds functions and variables in one namespace. */
const reserved: ReadonlySet<string> = new Set([
  ..."sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match".split(
    " ",
  ),
  ..."contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power".split(
    " ",
  ),
  ..."random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert".split(
    " ",
  ),
  ..."type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval".split(
    " ",
  ),
  ..."toMillis fromMillis now millis clone foldLeft".split(" "),
  // Step Functions adds these.
  ..."partition range hash uuid parse states".split(" "),
  // Words of the language itself.
  ..."and or in true false null function".split(" "),
]);

/** A name that JSONata and Step Functions accept, near to the one given: a letter, then letters, digits and underscores. */
export function variableName(wanted: string): string {
  const cleaned = wanted.replace(/[^A-Za-z0-9_]/g, "").replace(/^[^A-Za-z]+/, "");
  const named = cleaned === "" ? "value" : cleaned.slice(0, 60);
  return reserved.has(named) ? `${named}Value` : named;
}

/** Whether a member may stand in a path as it is; others are quoted with backticks, or looked up. */
export function isPlainName(name: string): boolean {
  return (
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !["and", "or", "in", "true", "false", "null", "function"].includes(name)
  );
}
