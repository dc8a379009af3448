import type { Select } from "@aws-sdk/client-dynamodb";
import { validationError } from "../validation-error.ts";

interface SelectInput {
  readonly Select?: Select | undefined;
  readonly IndexName?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/** Refuses what cannot be selected together. */
export function checkSelect({ Select: select, IndexName, ProjectionExpression }: SelectInput): void {
  const hasProjection = ProjectionExpression !== undefined;
  switch (select) {
    case undefined:
      return;
    case "SPECIFIC_ATTRIBUTES":
      if (hasProjection) return;
      throw validationError(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
      );
    case "ALL_PROJECTED_ATTRIBUTES":
      if (IndexName === undefined) {
        throw validationError("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
      }
      break;
    case "ALL_ATTRIBUTES":
    case "COUNT":
      break;
    default:
      throw validationError(
        `1 validation error detected: Value '${String(select)}' at 'select' failed to satisfy constraint: Member must ` +
          "satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
      );
  }
  if (!hasProjection) return;
  const what = select === "COUNT" ? "only the Count" : select;
  throw validationError(`Cannot specify the ProjectionExpression when choosing to get ${what}`);
}
