import type { ScanInput, ScanOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../service.ts";
import { createBindings } from "./expressions/bindings.ts";
import { pageMembers, preparePage, readPage } from "./items/read-page.ts";
import { segmentOf } from "./items/read-rows.ts";
import { authorizePage } from "./tables/authorize-items.ts";
import { validationError } from "./validation-error.ts";

const mostSegments = 1_000_000;

export const scan: Operation<ScanInput, ScanOutput> = {
  members: [...pageMembers, "Segment", "TotalSegments"],
  authorize: (input, { cloud }) => authorizePage("Scan", cloud, input),
  handle(input, { cloud }) {
    const partitions = partitionsOf(input);
    const { FilterExpression, ProjectionExpression } = input;
    const bindings = createBindings(input, { FilterExpression, ProjectionExpression });
    const page = preparePage(cloud, input, bindings);
    bindings.checkAllUsed();
    return readPage(cloud, input, page, { partitions, bounds: [], isBackward: false });
  },
};

function partitionsOf({ Segment: segment, TotalSegments: total }: ScanInput) {
  if (segment === undefined && total === undefined) return segmentOf(0, 1);
  if (total === undefined) {
    throw validationError(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  }
  if (segment === undefined) {
    throw validationError(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  }
  if (!Number.isInteger(total) || total < 1 || total > mostSegments || !Number.isInteger(segment) || segment < 0) {
    throw validationError(
      `1 validation error detected: Value '${total}' at 'totalSegments' failed to satisfy constraint: ` +
        `Member must have value between 1 and ${mostSegments}`,
    );
  }
  if (segment < total) return segmentOf(segment, total);
  throw validationError(
    `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
  );
}
