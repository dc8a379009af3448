/** A path that cannot be parsed. */
export class InvalidPath extends Error {
  override readonly name = "InvalidPath";
}
