/** A cache that forgets what was not used for longest once its entries weigh more than it may hold. */
export interface BoundedCache<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value, weight: number) => void;
  readonly delete: (key: Key) => void;
  readonly clear: () => void;
}

export function createBoundedCache<Key, Value>(maxWeight: number): BoundedCache<Key, Value> {
  // A Map keeps insertion order: the first entry is the one not used for longest.
  const entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  let total = 0;

  const drop = (key: Key): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    total -= entry.weight;
  };

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, weight) {
      drop(key);
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= maxWeight) break;
        drop(oldest);
      }
    },
    delete: drop,
    clear() {
      entries.clear();
      total = 0;
    },
  };
}
