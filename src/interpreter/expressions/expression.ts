/** One parsed JSONata expression. */
export interface Expression {
  readonly source: string;
  readonly evaluate: (bindings: Readonly<Record<string, unknown>>) => Promise<unknown>;
}
