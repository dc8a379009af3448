/** A pattern that EventBridge would refuse; the message is the one its rule engine gives. */
export class InvalidPatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidPatternError";
  }
}
