import { constraint, invalidToken } from "./errors.ts";

// List operations answer a page and a token for the next; a token is the place to go on from and what was asked, so that
// it cannot be used with another question.

const defaultResults = 100;
const maxResults = 1_000;

/** How many results a page has; 0 and nothing mean the default. */
export function pageSize(asked: number | undefined): number {
  if (asked !== undefined && (asked < 0 || asked > maxResults)) {
    throw constraint("maxResults", asked, `have value less than or equal to ${maxResults}`);
  }
  return asked || defaultResults;
}

export function writeToken(question: readonly unknown[], place: string | number): string {
  return Buffer.from(JSON.stringify([question, place])).toString("base64url");
}

/** The place that a token names; undefined without a token. Throws `InvalidToken`. */
export function readToken(question: readonly unknown[], token: string | undefined): string | number | undefined {
  if (token === undefined) return undefined;
  try {
    const [asked, place] = JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as [unknown, unknown];
    const isSameQuestion = JSON.stringify(asked) === JSON.stringify(question);
    if (isSameQuestion && (typeof place === "string" || typeof place === "number")) return place;
  } catch {
    // Falls through to the one answer for all broken tokens.
  }
  throw invalidToken();
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: { readonly nextToken?: string };
}

/** Cuts a page from one result too many: the surplus says that there is more. */
export function cutPage<Item>(found: readonly Item[], size: number, tokenAfter: (last: Item) => string): Page<Item> {
  const items = found.slice(0, size);
  const last = items.at(-1);
  const hasMore = found.length > size && last !== undefined;
  return { items, nextToken: hasMore ? { nextToken: tokenAfter(last) } : {} };
}
