import { notImplemented } from "../../aws-error.ts";
import { isJsonObject, type JsonValue } from "../json-value.ts";
import type { Scope } from "./scope.ts";
import { validationError } from "./template.ts";

/** `Fn::GetStackOutput`: what another stack of this account and region gives under a name, exported or not. */
export function getStackOutput(argument: JsonValue, scope: Scope): string {
  if (!isJsonObject(argument)) throw malformed();
  const { StackName, OutputName, Region, RoleArn } = argument;
  if (typeof StackName !== "string" || typeof OutputName !== "string") throw malformed();
  if (RoleArn !== undefined) throw notImplemented("RoleArn of Fn::GetStackOutput");
  if (Region !== undefined && Region !== scope.pseudoParameters["AWS::Region"]) {
    throw notImplemented(`Fn::GetStackOutput from another region ('${String(Region)}')`);
  }
  const value = scope.stackOutput(StackName, OutputName);
  if (value === undefined) {
    throw validationError(
      `Template error: Fn::GetStackOutput found no output ${OutputName} of a stack ${StackName} in this account and region`,
    );
  }
  return value;
}

function malformed(): Error {
  return validationError(
    "Template error: every Fn::GetStackOutput object requires an object with StackName and OutputName.",
  );
}
