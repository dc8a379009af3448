import { brokenArchive } from "./broken-archive.ts";

/** An archive that is read here and there, and need not be in memory. */
export interface ArchiveBytes {
  readonly size: number;
  /** As many bytes as there are, if fewer than asked for. */
  readonly read: (start: number, length: number) => Buffer;
}

/** What an archive's directory says of an entry. */
export interface DirectoryEntry {
  /** As the archive has it, with forward slashes; never absolute and never upwards. */
  readonly path: string;
  /** The path was written with backslashes. */
  readonly hasBackslashes: boolean;
  readonly isFolder: boolean;
  readonly isExecutable: boolean;
  /** Its content is the target of a symbolic link. */
  readonly isLink: boolean;
  readonly isDeflated: boolean;
  readonly size: number;
  readonly crc: number;
  readonly packedSize: number;
  /** Where the entry's own header begins. */
  readonly headerAt: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
// The end record is 22 bytes and may be followed by a comment of up to 65,535.
const farthestEnd = 22 + 65_535;

/**
 * Reads what stands in an archive as `cdk` and the SDKs' users make them: stored or deflated entries, no encryption, no Zip64.
 *
 * Throws `SyntaxError` for anything else and for a path that would leave the folder it is unpacked to.
 */
export function readZipDirectory(archive: ArchiveBytes): readonly DirectoryEntry[] {
  const end = findEnd(archive);
  const count = end.readUInt16LE(10);
  const size = end.readUInt32LE(12);
  const start = end.readUInt32LE(16);
  if (count === 0xffff || start === 0xffffffff) throw new SyntaxError("Zip64 archives are not supported");
  const directory = archive.read(start, size);
  const entries: DirectoryEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== directoryEntry) throw brokenArchive();
    entries.push(readEntry(directory, at));
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where an entry's packed bytes begin: its own header may be longer than what the directory says. */
export function packedStart(archive: ArchiveBytes, { headerAt }: DirectoryEntry): number {
  const header = archive.read(headerAt, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== localEntry) throw brokenArchive();
  return headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function findEnd(archive: ArchiveBytes): Buffer {
  const tail = archive.read(Math.max(0, archive.size - farthestEnd), farthestEnd);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endOfDirectory) return tail.subarray(at);
  }
  throw brokenArchive();
}

function readEntry(directory: Buffer, at: number): DirectoryEntry {
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const nameLength = directory.readUInt16LE(at + 28);
  const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
  const path = checkPath(name);
  if ((flags & 1) !== 0) throw new SyntaxError(`${path} is encrypted`);
  if (method !== 0 && method !== 8) throw new SyntaxError(`${path} is packed by an unsupported method (${method})`);
  // The upper half of the external attributes is a Unix mode where the archive was made on Unix.
  const mode = directory.readUInt32LE(at + 38) >>> 16;
  return {
    path,
    hasBackslashes: name.includes("\\"),
    isFolder: path.endsWith("/"),
    isExecutable: (mode & 0o111) !== 0,
    isLink: (mode & 0o170000) === 0o120000,
    isDeflated: method === 8,
    size: directory.readUInt32LE(at + 24),
    crc: directory.readUInt32LE(at + 16),
    packedSize: directory.readUInt32LE(at + 20),
    headerAt: directory.readUInt32LE(at + 42),
  };
}

function checkPath(name: string): string {
  const path = name.replaceAll("\\", "/");
  const isOutside = path.startsWith("/") || /^[a-zA-Z]:/.test(path) || path.split("/").includes("..");
  if (isOutside || path.includes("\0") || path === "")
    throw new SyntaxError(`${name} would leave the archive's folder`);
  return path;
}
