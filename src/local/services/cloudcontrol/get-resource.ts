import type { GetResourceInput, GetResourceOutput } from "@aws-sdk/client-cloudcontrol";
import type { StackStore } from "../../cloudformation/stack/stack-store.ts";
import type { Operation } from "../../service.ts";
import { findDeployed } from "./find-deployed.ts";

export const getResource = (store: StackStore): Operation<GetResourceInput, GetResourceOutput> => ({
  members: ["TypeName", "Identifier", "RoleArn"],
  handle({ TypeName = "", Identifier = "" }) {
    const { resource } = findDeployed(store, TypeName, Identifier);
    const { DefinitionSubstitutions: _writeOnly, ...properties } = resource.properties;
    return {
      TypeName,
      ResourceDescription: {
        Identifier,
        Properties: JSON.stringify({ ...properties, ...resource.attributes }),
      },
    };
  },
});
