import { isUtf8 } from "node:buffer";
import { TaskFailure } from "millrace/handler";
import type { Encoding } from "./detect-encoding.ts";

/** Takes the chunks of a file in order and fails with the first that is not text in its encoding. */
export interface TextChecker {
  readonly add: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

export function textChecker(encoding: Encoding): TextChecker {
  return encoding === "utf-8" ? utf8Checker() : utf16Checker(encoding);
}

function utf8Checker(): TextChecker {
  let pending: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let line = 1;
  const check = (bytes: Uint8Array) => {
    const zero = bytes.indexOf(0);
    if (zero >= 0) {
      throw new TaskFailure(
        "BinaryFile",
        `the file is not text: byte ${offset + zero} (line ${line + newlines(bytes.subarray(0, zero))}) is zero`,
      );
    }
    if (!isUtf8(bytes)) {
      const bad = firstInvalid(bytes);
      const hex = `0x${(bytes[bad] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
      const place = `byte ${offset + bad} (line ${line + newlines(bytes.subarray(0, bad))})`;
      throw new TaskFailure(
        "UndecodableFile",
        `the file is not UTF-8: ${hex} at ${place} begins no character; it may be Windows-1252 or Latin-1`,
      );
    }
    offset += bytes.length;
    line += newlines(bytes);
  };
  return {
    add(chunk) {
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const complete = bytes.length - incompleteTail(bytes);
      pending = bytes.slice(complete);
      check(bytes.subarray(0, complete));
    },
    end: () => check(pending),
  };
}

function utf16Checker(encoding: Encoding): TextChecker {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk: Uint8Array | undefined): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      const message = `the file is not ${encoding.toUpperCase()}: it has half a character (an unpaired surrogate or an odd byte)`;
      throw new TaskFailure("UndecodableFile", message, { cause });
    }
  };
  return {
    add(chunk) {
      if (decode(chunk).includes("\0"))
        throw new TaskFailure("BinaryFile", "the file is not text: it has a zero character");
    },
    end: () => void decode(undefined),
  };
}

/** How many bytes at the end begin a character that the next chunk may complete. */
function incompleteTail(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return length < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length : 0;
  }
  return 0;
}

function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  // A prefix that decodes as the beginning of a stream holds no invalid byte, so the boundary can be bisected.
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (isBeginning(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  while (valid > 0 && !isUtf8(bytes.subarray(0, valid))) valid -= 1;
  return valid;
}

function isBeginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function newlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
