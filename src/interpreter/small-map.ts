/** A map by text that has no table as long as it has one entry, as most have of which there are very many at once. */
export class SmallMap<Value> {
  // Taken only where nothing else is there, so that the entries stay in the order in which they came.
  #key: string | undefined;
  #value: Value | undefined;
  #others: Map<string, Value> | undefined;

  get(key: string): Value | undefined {
    return key === this.#key ? this.#value : this.#others?.get(key);
  }

  set(key: string, value: Value): void {
    if (key === this.#key || (this.#key === undefined && !this.#others?.size)) {
      this.#key = key;
      this.#value = value;
      return;
    }
    this.#others ??= new Map();
    this.#others.set(key, value);
  }

  /** Whether there was such an entry. */
  delete(key: string): boolean {
    if (key !== this.#key) return this.#others?.delete(key) ?? false;
    this.#key = undefined;
    this.#value = undefined;
    return true;
  }

  clear(): void {
    this.#key = undefined;
    this.#value = undefined;
    this.#others = undefined;
  }

  /** All of now: what is set or deleted meanwhile changes nothing. */
  values(): readonly Value[] {
    if (this.#key === undefined) return this.#others === undefined ? [] : [...this.#others.values()];
    const first = this.#value as Value;
    return this.#others === undefined ? [first] : [first, ...this.#others.values()];
  }
}
