/** One page of a list; the token is the position where the next one begins. */
export function takePage<Item>(
  items: readonly Item[],
  token: string | undefined,
  limit: number | undefined,
): { readonly page: Item[]; readonly nextToken: { readonly NextToken?: string } } {
  const start = Number(Buffer.from(token ?? "", "base64").toString("utf8")) || 0;
  const end = start + (limit ?? 100);
  const nextToken = end < items.length ? { NextToken: Buffer.from(String(end)).toString("base64") } : {};
  return { page: items.slice(start, end), nextToken };
}
