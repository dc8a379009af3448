import type { ResourcePolicy } from "@aws-sdk/client-cloudwatch-logs";
import type { Cloud } from "../../service.ts";

interface PolicyRow {
  readonly name: string;
  readonly document: string;
  readonly updated_at: number;
}

export function listResourcePolicies({ db }: Pick<Cloud, "db">): readonly ResourcePolicy[] {
  const rows = db
    .prepare("SELECT * FROM logs_resource_policies ORDER BY name")
    .all() as unknown as readonly PolicyRow[];
  return rows.map(({ name, document, updated_at: updatedAt }) => ({
    policyName: name,
    policyDocument: document,
    lastUpdatedTime: updatedAt,
  }));
}

/** What all policies of the account say together of who may write into its log groups; undefined if there is none. */
export function logResourcePolicy(cloud: Pick<Cloud, "db">): string | undefined {
  const statements = listResourcePolicies(cloud).flatMap(({ policyDocument = "{}" }) => {
    const { Statement = [] } = JSON.parse(policyDocument) as { readonly Statement?: unknown };
    return Array.isArray(Statement) ? (Statement as readonly unknown[]) : [Statement];
  });
  return statements.length === 0 ? undefined : JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
