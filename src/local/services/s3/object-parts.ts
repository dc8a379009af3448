import { AwsError, notImplemented } from "../../aws-error.ts";
import type { ByteRange } from "./read-range.ts";
import type { ObjectRow } from "./tables.ts";

/** A part of which an object was made. */
export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Base64, of the upload's algorithm; absent where it had none. */
  readonly checksum?: string;
}

/** The parts of an object that came in parts; undefined of any other, and of one from before parts were kept. */
export function partsOfObject({ part_list }: ObjectRow): readonly ObjectPart[] | undefined {
  return part_list === null ? undefined : (JSON.parse(part_list) as readonly ObjectPart[]);
}

/** Where a part lies in its object, which is the first part of itself if it came in one piece; throws as S3 does. */
export function rangeOfPart(object: ObjectRow, partNumber: number): ByteRange | undefined {
  if (object.parts !== null && object.part_list === null) {
    throw notImplemented("Reading a part of an object that was stored before parts were kept");
  }
  const parts = partsOfObject(object) ?? [{ number: 1, size: object.size }];
  const index = parts.findIndex(({ number }) => number === partNumber);
  const part = parts[index];
  if (part === undefined) {
    throw new AwsError("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, {
      PartNumberRequested: partNumber,
      ActualPartCount: parts.length,
    });
  }
  const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  // Of no bytes there is no range.
  return part.size === 0 ? undefined : { start, end: start + part.size - 1 };
}
