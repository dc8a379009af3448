import { crc32, inflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** With forward slashes; never absolute and never upwards. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isExecutable: boolean;
  /** Target of a symbolic link. */
  readonly link: string | undefined;
  readonly content: Buffer;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
// The end record is 22 bytes and may be followed by a comment of up to 65,535.
const farthestEnd = 22 + 65_535;

/**
 * Reads an archive as `cdk` and the SDKs' users make them: stored or deflated entries, no encryption, no Zip64.
 *
 * Throws `SyntaxError` for anything else, for a damaged entry, and for a path that would leave the folder it is unpacked to.
 */
export function readZip(archive: Buffer, limits: { readonly totalBytes: number }): readonly ZipEntry[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) throw new SyntaxError("Zip64 archives are not supported");
  const entries: ZipEntry[] = [];
  let totalBytes = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== directoryEntry) throw damaged();
    // A false size in the directory must not make us inflate more than is allowed.
    totalBytes += archive.readUInt32LE(at + 24);
    if (totalBytes > limits.totalBytes) {
      throw new SyntaxError(`Unzipped size must be smaller than ${limits.totalBytes} bytes`);
    }
    entries.push(readEntry(archive, at));
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(archive: Buffer): number {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - farthestEnd); at--) {
    if (archive.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw damaged();
}

function readEntry(archive: Buffer, at: number): ZipEntry {
  const flags = archive.readUInt16LE(at + 8);
  const method = archive.readUInt16LE(at + 10);
  const size = archive.readUInt32LE(at + 24);
  const nameLength = archive.readUInt16LE(at + 28);
  const path = checkPath(archive.toString("utf8", at + 46, at + 46 + nameLength));
  const mode = archive.readUInt32LE(at + 38) >>> 16;
  if ((flags & 1) !== 0) throw new SyntaxError(`${path} is encrypted`);
  const content = unpack(archive, at, { method, size, path });
  if (content.length !== size || crc32(content) !== archive.readUInt32LE(at + 16)) throw damaged();
  // The upper half of the external attributes is a Unix mode where the archive was made on Unix.
  const isLink = (mode & 0o170000) === 0o120000;
  return {
    path,
    isFolder: path.endsWith("/"),
    isExecutable: (mode & 0o111) !== 0,
    link: isLink ? content.toString("utf8") : undefined,
    content,
  };
}

function unpack(archive: Buffer, at: number, entry: { method: number; size: number; path: string }): Buffer {
  const packedSize = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== localEntry) throw damaged();
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedSize);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new SyntaxError(`${entry.path} is packed by an unsupported method (${entry.method})`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    throw damaged();
  }
}

function checkPath(name: string): string {
  const path = name.replaceAll("\\", "/");
  const isOutside = path.startsWith("/") || /^[a-zA-Z]:/.test(path) || path.split("/").includes("..");
  if (isOutside || path.includes("\0") || path === "")
    throw new SyntaxError(`${name} would leave the archive's folder`);
  return path;
}

function damaged(): SyntaxError {
  return new SyntaxError("Could not unzip uploaded file. Please check your file, then try to upload again.");
}
