import { crc32, inflateRawSync } from "node:zlib";
import { brokenArchive } from "./broken-archive.ts";
import { packedStart, readZipDirectory, type ArchiveBytes, type DirectoryEntry } from "./zip-directory.ts";

export interface ZipEntry {
  /** With forward slashes; never absolute and never upwards. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isExecutable: boolean;
  /** Target of a symbolic link. */
  readonly link: string | undefined;
  readonly content: Buffer;
}

/** Reads a whole archive that is in memory. Throws `SyntaxError` for a damaged entry, and as `readZipDirectory` does. */
export function readZip(archive: Buffer, limits: { readonly totalBytes: number }): readonly ZipEntry[] {
  const bytes: ArchiveBytes = {
    size: archive.length,
    read: (start, length) => archive.subarray(start, start + length),
  };
  let totalBytes = 0;
  return readZipDirectory(bytes).map((entry) => {
    // A false size in the directory must not make us inflate more than is allowed.
    totalBytes += entry.size;
    if (totalBytes > limits.totalBytes) {
      throw new SyntaxError(`Unzipped size must be smaller than ${limits.totalBytes} bytes`);
    }
    const content = unpack(bytes, entry);
    const { path, isFolder, isExecutable, isLink } = entry;
    return { path, isFolder, isExecutable, link: isLink ? content.toString("utf8") : undefined, content };
  });
}

function unpack(archive: ArchiveBytes, entry: DirectoryEntry): Buffer {
  const packed = archive.read(packedStart(archive, entry), entry.packedSize);
  const content = entry.isDeflated ? inflate(packed, entry.size) : packed;
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw brokenArchive();
  return content;
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw brokenArchive();
  }
}
