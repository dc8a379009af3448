import { AwsError } from "../../aws-error.ts";
import { root } from "../../root.ts";
import type { Cloud } from "../../service.ts";
import type { ParameterVersion } from "../template/dynamic-references.ts";

/** Reads a parameter as the deploying account does; undefined if there is none. */
export async function readSsmParameter(cloud: Cloud, name: string): Promise<ParameterVersion | undefined> {
  try {
    const { Parameter } = await cloud.call<{
      readonly Parameter: { readonly Value: string; readonly Version: number };
    }>("ssm", "GetParameter", { Name: name }, root);
    return { value: Parameter.Value, version: Parameter.Version };
  } catch (error) {
    if (error instanceof AwsError && error.code === "ParameterNotFound") return undefined;
    throw error;
  }
}
