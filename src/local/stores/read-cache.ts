import type { DatabaseSync } from "node:sqlite";

/** Values as rows were read, by their key. Whoever changes a row says so by `forget`. */
export interface ReadCache<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly forget: (key: string) => void;
  readonly forgetAll: () => void;
}

/**
 * Keeps what is read for every call and hardly ever changed.
 *
 * Within a transaction it reads anew and keeps nothing: what stands there may yet be taken back.
 */
export function createReadCache<Value>(db: DatabaseSync, read: (key: string) => Value | undefined): ReadCache<Value> {
  const kept = new Map<string, Value>();
  return {
    get(key) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const value = read(key);
      if (value !== undefined && !db.isTransaction) kept.set(key, value);
      return value;
    },
    forget: (key) => void kept.delete(key),
    forgetAll: () => kept.clear(),
  };
}
