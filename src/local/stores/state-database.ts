import { DatabaseSync, type StatementSync } from "node:sqlite";

// Few texts hold most statements; those that are put together for a query may be many.
const mostStatements = 500;

/** A database that keeps the statements it has prepared: preparing one costs about what running it does. */
export class StateDatabase extends DatabaseSync {
  readonly #statements = new Map<string, StatementSync>();

  /**
   * The statement of a text, always the same one: to iterate over its rows while it is run again is not possible.
   */
  override prepare(sql: string): StatementSync {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const statement = super.prepare(sql);
    const [oldest] = this.#statements.size < mostStatements ? [] : this.#statements.keys();
    if (oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }
}
