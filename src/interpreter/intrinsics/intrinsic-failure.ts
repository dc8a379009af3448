/** What an intrinsic function cannot do; the message says why. */
export class IntrinsicFailure extends Error {
  override readonly name = "IntrinsicFailure";
}
