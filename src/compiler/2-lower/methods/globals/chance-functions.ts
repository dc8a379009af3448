import { call, reference } from "../../../jsonata/build.ts";
import type { JsonataNode } from "../../../jsonata/node.ts";
import { ts } from "../../../program.ts";
import { declareTemporary } from "../../variables.ts";
import type { GlobalCall, GlobalTable } from "./global-call.ts";

/** Functions that give another value each time. */
export const chanceFunctions: GlobalTable = {
  "Math.random": (globalCall) => drawn(globalCall, "random"),
  "crypto.randomUUID": (globalCall) => drawn(globalCall, "uuid"),
  "globalThis.crypto.randomUUID": (globalCall) => drawn(globalCall, "uuid"),
};

/** Drawn into a variable of its own, so that what is made of the expression around cannot draw again. */
function drawn({ node, context }: GlobalCall, name: "random" | "uuid"): JsonataNode | undefined {
  if (node.arguments.length > 0) return undefined;
  // A variable that it initializes is one of its own already.
  if (context.isPure || ts.isVariableDeclaration(node.parent)) return call(name);
  const { variable } = declareTemporary(name === "uuid" ? "newId" : "chance", false, context);
  context.region.assign(variable, call(name));
  return reference(variable);
}
