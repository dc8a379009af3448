/** `validate-rows` → `ValidateRows`: construct ids and output names, from the kebab-case names that authoring allows. */
export function constructId(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
