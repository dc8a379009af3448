import type { ListExportsInput, ListExportsOutput } from "@aws-sdk/client-cloudformation";
import type { StackEngine } from "../../cloudformation/stack/stack-engine.ts";
import type { Operation } from "../../service.ts";

export const listExports = (engine: StackEngine): Operation<ListExportsInput, ListExportsOutput> => ({
  members: [],
  handle: () => ({
    Exports: engine.store
      .stacks()
      .filter(({ status }) => status !== "DELETE_COMPLETE")
      .flatMap(({ stackId, outputs }) =>
        outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [{ ExportingStackId: stackId, Name: exportName, Value: value }],
        ),
      ),
  }),
});
