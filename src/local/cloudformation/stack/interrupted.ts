/** Thrown between two steps, or out of a wait, when the process is about to end: what was done is on record, a restart takes over. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
