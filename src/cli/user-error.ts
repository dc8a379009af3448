/** Something in the user's project or machine is at fault; ends with exit code 1, its message and its fix. */
export class UserError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
