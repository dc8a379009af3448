import type { Operation } from "../../service.ts";
import { takePage } from "../take-page.ts";
import { checkMaxResults } from "./check-secret.ts";
import { constraint } from "./errors.ts";
import { checkFilters, matchesFilters } from "./matches-filters.ts";
import { describe } from "./describe-secret.ts";
import { listAllSecrets } from "./secret-store.ts";
import type { SecretRow } from "./secret-store.ts";
import type { Filter } from "./secret-types.ts";
import { stagesByVersion } from "./version-store.ts";

interface ListSecretsRequest {
  readonly Filters?: readonly Filter[];
  readonly IncludePlannedDeletion?: boolean;
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly SortBy?: string;
  readonly SortOrder?: string;
}

type SortKey = (secret: SecretRow) => number | string;

const sortKeys: Readonly<Record<string, SortKey>> = {
  "created-date": ({ created_at: at }) => at,
  "last-accessed-date": ({ accessed_at: at }) => at ?? 0,
  "last-changed-date": ({ changed_at: at }) => at,
  name: ({ name }) => name,
};

export const listSecrets: Operation<ListSecretsRequest, object> = {
  members: ["Filters", "IncludePlannedDeletion", "MaxResults", "NextToken", "SortBy", "SortOrder"],
  authorize: () => [{ action: "secretsmanager:ListSecrets", resource: "*" }],
  handle(input, { cloud }) {
    const { Filters = [], IncludePlannedDeletion, MaxResults, NextToken } = input;
    checkFilters(Filters);
    checkMaxResults(MaxResults);
    const found = sorted(listAllSecrets(cloud), input)
      .filter(({ deleted_at: deletedAt }) => deletedAt === null || IncludePlannedDeletion === true)
      .filter((secret) => matchesFilters(secret, Filters));
    const { page, nextToken } = takePage(found, NextToken, MaxResults);
    return {
      SecretList: page.map((secret) => {
        const stages = stagesByVersion(cloud, secret);
        return { ...describe(secret), ...(Object.keys(stages).length > 0 && { SecretVersionsToStages: stages }) };
      }),
      ...nextToken,
    };
  },
};

function sorted(secrets: readonly SecretRow[], { SortBy = "created-date", SortOrder = "desc" }: ListSecretsRequest) {
  const keyOf = Object.hasOwn(sortKeys, SortBy) ? sortKeys[SortBy] : undefined;
  if (keyOf === undefined) {
    throw constraint("sortBy", `satisfy enum value set: [${Object.keys(sortKeys).join(", ")}]`);
  }
  if (SortOrder !== "asc" && SortOrder !== "desc") throw constraint("sortOrder", "satisfy enum value set: [asc, desc]");
  const sign = SortOrder === "asc" ? 1 : -1;
  return secrets.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -sign : keyOf(a) > keyOf(b) ? sign : 0));
}
