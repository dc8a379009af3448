import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/** SDKs compare this with what they sent and refuse an answer that differs. */
export function digestOf(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** MD5 over the attributes by name: each length before its text, and one byte for the kind of value. */
export function digestOfAttributes(
  attributes: Readonly<Record<string, MessageAttributeValue>> | undefined,
): string | undefined {
  const names = Object.keys(attributes ?? {}).toSorted();
  if (names.length === 0) return undefined;
  const hash = createHash("md5");
  const add = (bytes: Uint8Array): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes?.[name];
    const isBinary = attribute?.DataType?.startsWith("Binary") ?? false;
    add(Buffer.from(name));
    add(Buffer.from(attribute?.DataType ?? ""));
    hash.update(Buffer.from([isBinary ? 2 : 1]));
    add(isBinary ? (attribute?.BinaryValue ?? new Uint8Array()) : Buffer.from(attribute?.StringValue ?? ""));
  }
  return hash.digest("hex");
}
