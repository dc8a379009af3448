import type { GetResourceInput, GetResourceOutput } from "@aws-sdk/client-cloudcontrol";
import type { StackStore } from "../../cloudformation/stack/stack-store.ts";
import type { Operation } from "../../service.ts";
import { findDeployed } from "./find-deployed.ts";

// Given to a resource, but not told by it.
const writeOnly: ReadonlySet<string> = new Set(["DefinitionSubstitutions", "GenerateSecretString", "SecretString"]);

export const getResource = (store: StackStore): Operation<GetResourceInput, GetResourceOutput> => ({
  members: ["TypeName", "Identifier", "RoleArn"],
  handle({ TypeName = "", Identifier = "" }) {
    const { resource } = findDeployed(store, TypeName, Identifier);
    const properties = Object.fromEntries(Object.entries(resource.properties).filter(([name]) => !writeOnly.has(name)));
    return {
      TypeName,
      ResourceDescription: {
        Identifier,
        Properties: JSON.stringify({ ...properties, ...resource.attributes }),
      },
    };
  },
});
