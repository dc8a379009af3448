/** Why a text is no JSON, in the words of Jackson, the parser that Step Functions reads definitions with. */
export class JsonProblem extends Error {
  override readonly name = "JsonProblem";
  /** As Jackson prints it: `[Source: (String)"…"; line: 1, column: 4]`. */
  readonly location: string;

  constructor(message: string, location: string) {
    super(message);
    this.location = location;
  }
}
