import type { Json } from "#asl";
import { IntrinsicFailure } from "../intrinsics/intrinsic-failure.ts";
import type { IntrinsicScope } from "../intrinsics/intrinsic-scope.ts";
import type { HashAlgorithm } from "../load/machine.ts";
import { contextObject } from "./context-object.ts";
import { freshUuid } from "./fresh-uuid.ts";
import { drawRandom, threadOf } from "./run.ts";
import type { Run } from "./run.ts";

/** What the paths of a thread's current state read. A class, because one is made for each field that is evaluated. */
export class ThreadScope implements IntrinsicScope {
  readonly document: Json;
  readonly #run: Run;
  readonly #threadId: string;
  readonly #item: { readonly index: number; readonly value: Json } | undefined;
  #context: Json | undefined;

  constructor(run: Run, threadId: string, document: Json, item?: { readonly index: number; readonly value: Json }) {
    this.document = document;
    this.#run = run;
    this.#threadId = threadId;
    this.#item = item;
  }

  context(): Json {
    this.#context ??= contextObject(this.#run, this.#threadId, this.#item);
    return this.#context;
  }

  /** The nearest scope's: no inner scope can assign a variable of an outer one. */
  variable(name: string): Json | undefined {
    let thread = threadOf(this.#run, this.#threadId);
    while (!Object.hasOwn(thread.variables, name)) {
      if (thread.parentId === undefined) return undefined;
      thread = threadOf(this.#run, thread.parentId);
    }
    return thread.variables[name];
  }

  random(): number {
    return drawRandom(this.#run);
  }

  uuid(): string {
    return freshUuid(this.#run);
  }

  hash(text: string, algorithm: HashAlgorithm): string {
    const { hash } = this.#run.machine;
    if (hash === undefined) throw new IntrinsicFailure("it needs the hash option of loadMachine, which was not given");
    return hash(text, algorithm);
  }
}
