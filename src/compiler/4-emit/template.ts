import type { JsonataTemplate } from "#asl";
import type { JsonataNode } from "../jsonata/node.ts";
import { printJsonata } from "../jsonata/print.ts";
import { mayBeMissing } from "../jsonata/walk.ts";

/** A node as the text of one expression. */
export function emitExpression(node: JsonataNode): string {
  return `{% ${printJsonata(node)} %}`;
}

/**
 * A node as a JSON template: constants stay JSON, objects and arrays stay readable, only their leaves are expressions.
 *
 * A leaf must have a value; an object with a member that may be missing is therefore one expression, which leaves it out.
 */
export function emitTemplate(node: JsonataNode): JsonataTemplate {
  switch (node.kind) {
    case "literal":
      // asl-validator takes an empty text for a malformed one.
      return node.value === "" ? emitExpression(node) : node.value;
    case "placeholder":
      return `\${${node.name}}`;
    case "binary":
      return deployedText(node) ?? emitExpression(node);
    case "object": {
      const isPlain = node.members.every(({ key, value }) => key.kind === "literal" && !mayBeMissing(value));
      if (!isPlain) return emitExpression(node);
      return Object.fromEntries(
        node.members.map(({ key, value }) => [String((key as { value: unknown }).value), emitTemplate(value)]),
      );
    }
    case "array":
      if (node.elements.some((element) => element.kind === "spread" || isConditionalElement(element)))
        return emitExpression(node);
      // Elements of a JSON array are evaluated one by one: nothing is flattened, so nothing needs a wrapper. asl-validator
      // knows no array directly inside another; such an inner one is an expression.
      return node.elements.map((element) => emitElement(element));
    default:
      return emitExpression(node);
  }
}

function emitElement(element: JsonataNode): JsonataTemplate {
  if (element.kind !== "array") return emitTemplate(element);
  return emitExpression(element.wrapper === true ? element.elements[0]! : element);
}

/** A text that is put together of constants and of what the deployment fills in needs no expression. */
function deployedText(node: JsonataNode): string | undefined {
  const parts = joinedParts(node);
  if (!parts.some(({ kind }) => kind === "placeholder")) return undefined;
  const texts = parts.map((part) => {
    if (part.kind === "placeholder") return `\${${part.name}}`;
    // Together, parts could begin what means something in a definition.
    const isPlain = part.kind === "literal" && typeof part.value === "string" && !/[${}%]/.test(part.value);
    return isPlain ? String(part.value) : undefined;
  });
  return texts.includes(undefined) ? undefined : texts.join("");
}

function joinedParts(node: JsonataNode): readonly JsonataNode[] {
  const isJoin = node.kind === "binary" && node.operator === "&";
  return isJoin ? [...joinedParts(node.left), ...joinedParts(node.right)] : [node];
}

/** The Output of a state is an object or one expression: asl-validator knows nothing else, and no reader takes it for absent. */
export function emitOutput(node: JsonataNode): JsonataTemplate {
  return node.kind === "literal" || node.kind === "array" ? emitExpression(node) : emitTemplate(node);
}

/** An element that wraps itself where it turns out to be an array. */
function isConditionalElement(node: JsonataNode): boolean {
  return node.kind === "conditional" || node.kind === "block";
}
