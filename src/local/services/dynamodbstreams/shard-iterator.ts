import { AwsError } from "../../aws-error.ts";
import type { Cloud } from "../../service.ts";
import { validationError } from "../dynamodb/validation-error.ts";

/** Where a reader of a shard stands. */
export interface ShardIterator {
  readonly streamArn: string;
  /** It has read up to this one. */
  readonly position: number;
}

const lifeMs = 15 * 60_000;

export function writeIterator({ clock }: Cloud, { streamArn, position }: ShardIterator): string {
  const text = JSON.stringify({ position, madeAt: clock.now() });
  return `${streamArn}|1|${Buffer.from(text).toString("base64")}`;
}

/** Reads an iterator; throws where it is none of ours or too old. */
export function readIterator({ clock }: Cloud, text: string | undefined): ShardIterator {
  const { streamArn, position, madeAt } = parse(text);
  if (clock.now() <= madeAt + lifeMs) return { streamArn, position };
  throw new AwsError(
    "ExpiredIteratorException",
    "Iterator expired. The iterator was created more than 15 minutes ago: get a new one with GetShardIterator.",
  );
}

/** The stream that an iterator is of; empty for what is no iterator. */
export function streamArnOf(text: string | undefined): string {
  return text?.split("|")[0] ?? "";
}

function parse(text: string | undefined): ShardIterator & { readonly madeAt: number } {
  const [streamArn = "", , encoded = ""] = text?.split("|") ?? [];
  try {
    const { position, madeAt } = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as {
      readonly position?: unknown;
      readonly madeAt?: unknown;
    };
    if (Number.isSafeInteger(position) && typeof madeAt === "number") {
      return { streamArn, position: position as number, madeAt };
    }
  } catch {
    // Refused below, in one way.
  }
  throw validationError("Invalid ShardIterator");
}
