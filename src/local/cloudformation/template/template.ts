import { AwsError } from "../../aws-error.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";

// A CloudFormation template after its sections have been checked, with every intrinsic still unevaluated.

export interface Template {
  readonly description?: string;
  /** Whether `Transform` asks for AWS::LanguageExtensions, which allows more intrinsic functions. */
  readonly hasLanguageExtensions: boolean;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly rules: Readonly<Record<string, RuleDeclaration>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly conditions: Readonly<Record<string, JsonValue>>;
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly outputs: Readonly<Record<string, OutputDeclaration>>;
}

export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: JsonValue;
  readonly Description?: string;
  readonly NoEcho?: JsonValue;
  readonly AllowedValues?: readonly JsonValue[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: JsonValue;
  readonly MaxLength?: JsonValue;
  readonly MinValue?: JsonValue;
  readonly MaxValue?: JsonValue;
}

export interface RuleDeclaration {
  readonly RuleCondition?: JsonValue;
  readonly Assertions: readonly { readonly Assert: JsonValue; readonly AssertDescription?: string }[];
}

export type DeletionPolicy = "Delete" | "Retain" | "RetainExceptOnCreate";

export interface ResourceDeclaration {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: DeletionPolicy;
  readonly metadata?: JsonValue;
}

export interface OutputDeclaration {
  readonly Value: JsonValue;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name: JsonValue };
}

/** What is wrong with a template or a request, in the code that CloudFormation uses for both. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
