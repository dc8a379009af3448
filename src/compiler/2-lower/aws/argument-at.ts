import type { JsonataNode } from "../../jsonata/node.ts";

/**
 * The nodes at a path of an operation's arguments: `TableName`, `Entries[].EventBusName`, `RequestItems.{}` (the keys of a map).
 *
 * Empty where there is none; `undefined` where what is on the way is known only when the state runs.
 */
export function argumentsAt(node: JsonataNode, path: string): readonly JsonataNode[] | undefined {
  return path.split(/\.|(?=\[\])/).reduce<readonly JsonataNode[] | undefined>(
    (nodes, step) => {
      const found = nodes?.map((inner) => take(inner, step));
      return found?.every((part) => part !== undefined) === true ? found.flat() : undefined;
    },
    [node],
  );
}

function take(node: JsonataNode, step: string): readonly JsonataNode[] | undefined {
  if (step === "[]") {
    if (node.kind !== "array" || node.elements.some(({ kind }) => kind === "spread")) return undefined;
    return node.elements.map((element) =>
      element.kind === "array" && element.wrapper === true ? element.elements[0]! : element,
    );
  }
  if (node.kind !== "object") return undefined;
  if (step === "{}") return node.members.map(({ key }) => key);
  if (node.members.some(({ key }) => key.kind !== "literal")) return undefined;
  return node.members.flatMap(({ key, value }) => (key.kind === "literal" && key.value === step ? [value] : []));
}
