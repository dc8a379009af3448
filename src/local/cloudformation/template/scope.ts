import type { JsonValue } from "../json-value.ts";
import type { Template } from "./template.ts";

/** What a resource offers to `Ref` and `Fn::GetAtt` once it exists. */
export interface ResourceValues {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/** What expressions of a template are evaluated against. */
export interface Scope {
  readonly template: Template;
  /** Parameter values, after SSM parameters were looked up and lists split. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  /** `AWS::Region` and its kin, without `AWS::NoValue`. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Values of resources made so far. */
  readonly resource: (logicalId: string) => ResourceValues | undefined;
  /** Values that other stacks export. */
  readonly exported: (name: string) => string | undefined;
  /** Outputs of other stacks, by the stack's name or ARN. */
  readonly stackOutput: (stack: string, output: string) => string | undefined;
  /** Leaves references to resources standing instead of failing on one that does not exist yet. */
  readonly partial: boolean;
}

/** Pseudo-parameters of one stack. */
export function pseudoParametersOf(stack: {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly stackId: string;
}): Readonly<Record<string, string>> {
  return {
    "AWS::Region": stack.region,
    "AWS::AccountId": stack.accountId,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": stack.stackName,
    "AWS::StackId": stack.stackId,
  };
}
