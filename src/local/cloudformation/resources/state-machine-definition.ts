import type { JsonObject } from "../json-value.ts";
import { readObject } from "../read-object.ts";
import { validationError } from "../template/template.ts";

/** The three ways in which a template can give a definition, and what to put into its placeholders. */
export interface DefinitionProperties {
  readonly DefinitionString?: string;
  readonly Definition?: JsonObject;
  readonly DefinitionS3Location?: { readonly Bucket: string; readonly Key: string; readonly Version?: string };
  readonly DefinitionSubstitutions?: Readonly<Record<string, string | number | boolean>>;
}

/** Gives the text of a state machine's definition with its `${Placeholders}` filled in. */
export async function stateMachineDefinition(
  properties: DefinitionProperties,
  callS3: <Output>(operation: string, input: object) => Promise<Output>,
): Promise<string> {
  const { DefinitionString, Definition, DefinitionS3Location: location } = properties;
  const given = [DefinitionString, Definition, location].filter((form) => form !== undefined).length;
  if (given !== 1) {
    throw validationError("Exactly one of DefinitionString, Definition and DefinitionS3Location must be given.");
  }
  if (location) {
    const { Bucket, Key, Version } = location;
    const object = await readObject(callS3, { Bucket, Key, ...(Version !== undefined && { VersionId: Version }) });
    return substitute(object.toString("utf8"), properties.DefinitionSubstitutions);
  }
  return substitute(DefinitionString ?? JSON.stringify(Definition), properties.DefinitionSubstitutions);
}

function substitute(definition: string, substitutions: DefinitionProperties["DefinitionSubstitutions"] = {}): string {
  return definition.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, (placeholder, name: string) =>
    name in substitutions ? String(substitutions[name]) : placeholder,
  );
}
