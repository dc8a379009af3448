import { parsePolicyDocument, type PolicyDocument } from "./policy-document.ts";

/** Reads policies as calls are decided; throws as `parsePolicyDocument` does. */
export type ReadPolicy = (text: string, name?: string) => PolicyDocument;

const mostKept = 1000;

/** Parses a policy when it is first asked for: every call of a role asks for the same ones. */
export function createPolicyReader(): ReadPolicy {
  const kept = new Map<string, PolicyDocument>();
  return (text, name = "") => {
    const key = `${name}\n${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const document = parsePolicyDocument(text, name);
    const [oldest] = kept.size < mostKept ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, document);
    return document;
  };
}
