/** A test that Step Functions refuses, with the code and in the words of its answer. */
export class TestStateRefusal extends Error {
  override readonly name = "TestStateRefusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type RefusalCode = "ValidationException" | "InvalidDefinition" | "InvalidExecutionInput";

export function invalidRequest(message: string): TestStateRefusal {
  return new TestStateRefusal("ValidationException", message);
}

export function invalidDefinition(message: string): TestStateRefusal {
  return new TestStateRefusal("InvalidDefinition", message);
}
