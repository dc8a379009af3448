import type { ListImportsInput, ListImportsOutput } from "@aws-sdk/client-cloudformation";
import { importersOf } from "../../cloudformation/stack/evaluate-outputs.ts";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import { validationError } from "../../cloudformation/template/template.ts";
import type { Operation } from "../../service.ts";

export const listImports = (engine: StackEngine): Operation<ListImportsInput, ListImportsOutput> => ({
  members: ["ExportName"],
  handle({ ExportName = "" }) {
    const users = importersOf(engine, ExportName);
    if (users.length === 0) throw validationError(`Export '${ExportName}' is not imported by any stack.`);
    return { Imports: [...users] };
  },
});
