import { crc32, deflateRawSync } from "node:zlib";

/** Packs the inline source of a function (`Code.ZipFile`) the way CloudFormation does: one file named `index`. */
export function inlineCodeZip(source: string, runtime: string): Uint8Array {
  const fileName = Buffer.from(runtime.startsWith("python") ? "index.py" : "index.js");
  const content = Buffer.from(source);
  const compressed = deflateRawSync(content);
  // The fields that a local header and its entry in the central directory share: version, flags, method, time, sizes.
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  // 1980-01-01, the epoch of the format: equal sources must give equal bytes.
  shared.writeUInt16LE(0x21, 8);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(compressed.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(fileName.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, fileName, compressed]);

  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE((0o644 << 16) >>> 0, 6);
  const madeBy = Buffer.from([20, 3]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), madeBy, shared, attributes, fileName]);

  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
