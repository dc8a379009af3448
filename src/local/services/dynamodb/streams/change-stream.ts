import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { validationError } from "../validation-error.ts";
import type { Table } from "../tables/table.ts";

const viewTypes: readonly string[] = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];

/** The specification that a table keeps: none for a stream that is off. Throws in DynamoDB's words. */
export function checkStream(given: StreamSpecification | undefined): StreamSpecification | undefined {
  if (given === undefined) return undefined;
  const { StreamEnabled: isEnabled, StreamViewType: viewType } = given;
  const invalid = (what: string) => validationError(`One or more parameter values were invalid: ${what}`);
  if (isEnabled !== true) {
    if (viewType === undefined) return undefined;
    throw invalid("StreamViewType cannot be specified when StreamEnabled is false");
  }
  if (viewType === undefined) throw invalid("StreamViewType must be specified when StreamEnabled is true");
  if (!viewTypes.includes(viewType)) {
    throw validationError(
      `1 validation error detected: Value '${viewType}' at 'streamSpecification.streamViewType' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${viewTypes.join(", ")}]`,
    );
  }
  return { StreamEnabled: true, StreamViewType: viewType };
}

/** Throws unless a table's stream can be switched so: on if it is off, off if it is on. */
export function checkStreamChange(table: Table, given: StreamSpecification | undefined): void {
  if (given === undefined) return;
  const isOn = table.definition.StreamSpecification?.StreamEnabled === true;
  if (given.StreamEnabled === true && isOn) {
    throw validationError(`Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (given.StreamEnabled !== true && !isOn) {
    throw validationError(`Table doesn't have a stream to disable: TableName: ${table.name}`);
  }
}
