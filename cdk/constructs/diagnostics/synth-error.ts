import type { Diagnostic } from "#compiler";

/** Ends synth with what a person should change. */
export class SynthError extends Error {
  override readonly name = "SynthError";
  readonly #diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], text: string) {
    const count = diagnostics.filter(({ severity }) => severity === "error").length;
    super(`${count} ${count === 1 ? "error" : "errors"} in the workflows and functions of this app\n\n${text}`);
    this.#diagnostics = diagnostics;
    // The place to change is in the text; frames of a constructor would only bury it.
    this.stack = `${this.name}: ${this.message}`;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}
