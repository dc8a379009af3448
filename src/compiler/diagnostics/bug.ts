/** Thrown where the compiler itself is at fault; `compile` turns it into diagnostic MR9001. */
export class CompilerBug extends Error {
  override readonly name = "CompilerBug";
}

export function bug(message: string): never {
  throw new CompilerBug(message);
}
