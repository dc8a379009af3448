/** One page of a list; the marker is the position where the next one begins. */
export function takePage<Item>(
  items: readonly Item[],
  marker: string | undefined,
  size: number | undefined,
): { readonly page: Item[]; readonly nextMarker: string | undefined } {
  const start = /^\d+$/.test(marker ?? "") ? Number(marker) : 0;
  const end = start + (size ?? 50);
  return { page: items.slice(start, end), nextMarker: end < items.length ? String(end) : undefined };
}
