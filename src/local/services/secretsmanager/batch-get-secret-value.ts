import { AwsError } from "../../aws-error.ts";
import type { CallContext, Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { checkMaxResults } from "./check-secret.ts";
import { constraint, invalidParameter } from "./errors.ts";
import type { GetSecretValueResponse } from "./get-secret-value.ts";
import { checkFilters, matchesFilters } from "./matches-filters.ts";
import { listAllSecrets } from "./secret-store.ts";
import type { Filter } from "./secret-types.ts";

interface BatchGetSecretValueRequest {
  readonly SecretIdList?: readonly string[];
  readonly Filters?: readonly Filter[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

interface Failure {
  readonly SecretId: string;
  readonly ErrorCode: string;
  readonly Message: string;
}

const mostSecrets = 20;

/** The current values of up to twenty secrets. Each is read with the caller's own right to it; what fails is told by secret. */
export const batchGetSecretValue: Operation<BatchGetSecretValueRequest, object> = {
  members: ["SecretIdList", "Filters", "MaxResults", "NextToken"],
  authorize: ({ Filters }) => {
    const batch = { action: "secretsmanager:BatchGetSecretValue", resource: "*" };
    return Filters === undefined ? [batch] : [batch, { action: "secretsmanager:ListSecrets", resource: "*" }];
  },
  async handle(input, context) {
    const { ids, nextToken } = idsOf(input, context);
    const values: GetSecretValueResponse[] = [];
    const errors: Failure[] = [];
    for (const SecretId of ids) {
      try {
        const { cloud, principal } = context;
        values.push(
          await cloud.call<GetSecretValueResponse>("secretsmanager", "GetSecretValue", { SecretId }, principal),
        );
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
      }
    }
    return { SecretValues: values, Errors: errors, ...nextToken };
  },
};

function idsOf(
  { SecretIdList, Filters, MaxResults, NextToken }: BatchGetSecretValueRequest,
  { cloud }: CallContext,
): { readonly ids: readonly string[]; readonly nextToken: object } {
  if ((SecretIdList === undefined) === (Filters === undefined)) {
    throw invalidParameter("You must include either Filters or SecretIdList, but not both.");
  }
  if (SecretIdList !== undefined) {
    if (MaxResults !== undefined) throw invalidParameter("You can't use MaxResults with SecretIdList.");
    if (SecretIdList.length === 0 || SecretIdList.length > mostSecrets) {
      throw constraint("secretIdList", `have length between 1 and ${mostSecrets}, inclusive`);
    }
    return { ids: SecretIdList, nextToken: {} };
  }
  checkFilters(Filters ?? []);
  checkMaxResults(MaxResults, mostSecrets);
  const found = listAllSecrets(cloud)
    .filter((secret) => secret.deleted_at === null && matchesFilters(secret, Filters ?? []))
    .map(({ arn }) => arn);
  const { page, nextToken } = takePage(found, NextToken, MaxResults ?? mostSecrets);
  return { ids: page, nextToken };
}
