// Generated from @aws-sdk/client-ssm 3.1169.0 by npm run generate:aws. Do not edit.

import { type AwsOperation, awsService } from "../aws-operation.ts";

/** SSM, as workflows call it. */
export interface Ssm {
  /** Get information about a single parameter by specifying the parameter name. */
  readonly getParameter: AwsOperation<GetParameterRequest, GetParameterResult, "InternalServerErrorException" | "InvalidKeyIdException" | "ParameterNotFoundException" | "ParameterVersionNotFoundException" | "SdkClientException" | "SsmException">;
  /** Retrieve information about one or more parameters under a specified level in a hierarchy. */
  readonly getParametersByPath: AwsOperation<GetParametersByPathRequest, GetParametersByPathResult, "InternalServerErrorException" | "InvalidFilterKeyException" | "InvalidFilterOptionException" | "InvalidFilterValueException" | "InvalidKeyIdException" | "InvalidNextTokenException" | "SdkClientException" | "SsmException">;
  /** Create or update a parameter in Parameter Store. */
  readonly putParameter: AwsOperation<PutParameterRequest, PutParameterResult, "HierarchyLevelLimitExceededException" | "HierarchyTypeMismatchException" | "IncompatiblePolicyException" | "InternalServerErrorException" | "InvalidAllowedPatternException" | "InvalidKeyIdException" | "InvalidPolicyAttributeException" | "InvalidPolicyTypeException" | "ParameterAlreadyExistsException" | "ParameterLimitExceededException" | "ParameterMaxVersionLimitExceededException" | "ParameterPatternMismatchException" | "PoliciesLimitExceededException" | "SdkClientException" | "SsmException" | "TooManyUpdatesException" | "UnsupportedParameterTypeException">;
}

export const ssm: Ssm = awsService<Ssm>({
  "service": "ssm",
  "iamPrefix": "ssm",
  "errorPrefix": "Ssm",
  "transientErrors": [
    "InternalServerErrorException",
    "ThrottlingException",
    "SdkClientException"
  ],
  "operations": [
    "getParameter",
    "getParametersByPath",
    "putParameter"
  ]
});

export interface GetParameterRequest {
  readonly Name: string;
  readonly WithDecryption?: boolean | undefined;
}

export interface GetParameterResult {
  readonly Parameter?: Parameter | undefined;
}

export interface GetParametersByPathRequest {
  readonly Path: string;
  readonly Recursive?: boolean | undefined;
  readonly ParameterFilters?: readonly ParameterStringFilter[] | undefined;
  readonly WithDecryption?: boolean | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface GetParametersByPathResult {
  readonly Parameters?: readonly Parameter[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface Parameter {
  readonly Name?: string | undefined;
  readonly Type?: ParameterType | undefined;
  readonly Value?: string | undefined;
  readonly Version?: number | undefined;
  readonly Selector?: string | undefined;
  readonly SourceResult?: string | undefined;
  readonly LastModifiedDate?: string | undefined;
  readonly Arn?: string | undefined;
  readonly DataType?: string | undefined;
}

export interface ParameterStringFilter {
  readonly Key: string;
  readonly Option?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

export type ParameterTier = "Advanced" | "Intelligent-Tiering" | "Standard";

export type ParameterType = "SecureString" | "String" | "StringList";

export interface PutParameterRequest {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly Value: string;
  readonly Type?: ParameterType | undefined;
  readonly KeyId?: string | undefined;
  readonly Overwrite?: boolean | undefined;
  readonly AllowedPattern?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly Tier?: ParameterTier | undefined;
  readonly Policies?: string | undefined;
  readonly DataType?: string | undefined;
}

export interface PutParameterResult {
  readonly Version?: number | undefined;
  readonly Tier?: ParameterTier | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

