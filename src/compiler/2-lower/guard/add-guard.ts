import { literal, object, reference } from "../../jsonata/build.ts";
import type { ts } from "../../program.ts";
import { type LowerContext, sourcePlace } from "../context.ts";
import type { Violation } from "./violations.ts";

export interface Guard {
  readonly violations: readonly Violation[];
  readonly node: ts.Node;
  /** The name of the Choice. */
  readonly name: string;
  /** What a value from outside that is wrong is called: `Millrace.` and this. */
  readonly error: string;
}

/** One Choice whose rules name what is wrong; then the execution fails, or goes on in the catch of the try around. */
export function addGuard({ violations, node, name, error }: Guard, context: LowerContext): void {
  if (violations.length === 0) return;
  const { region, names, handler } = context;
  const place = sourcePlace(context, node);
  const [body, fail] = [region.newBlock(), region.newBlock()];
  const problem = names.variable("problem");
  const blocks = violations.map(() => region.newBlock());
  region.end({
    kind: "choice",
    rules: violations.map(({ condition }, position) => ({ condition, target: blocks[position]! })),
    otherwise: body,
    isGuard: true,
    name,
    place,
  });
  for (const [position, { message }] of violations.entries()) {
    region.start(blocks[position]!);
    region.assign(problem, literal(message));
    region.end({ kind: "goto", target: fail });
  }
  region.start(fail);
  const fullName = literal(`Millrace.${error}`);
  if (handler === undefined) {
    region.end({ kind: "fail", error: fullName, cause: reference(problem), name: error, place });
  } else {
    const caught = object([
      ["name", fullName],
      ["message", reference(problem)],
      ["cause", reference(problem)],
    ]);
    region.assign(handler.variable, caught);
    region.end({ kind: "goto", target: handler.target });
  }
  region.start(body);
}
