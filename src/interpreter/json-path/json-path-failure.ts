import { errorNames } from "#asl";

/** Something that a state's paths and functions say cannot be had; the state's name and place are put before the words. */
export class JsonPathFailure extends Error {
  override readonly name = "JsonPathFailure";
  readonly errorName: string;

  constructor(message: string, errorName: string = errorNames.runtime) {
    super(message);
    this.errorName = errorName;
  }
}
