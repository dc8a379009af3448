/** A path in an intrinsic function's call finds nothing. */
export class MissingArgument extends Error {
  override readonly name = "MissingArgument";
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}
