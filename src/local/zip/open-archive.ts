import { readSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { brokenArchive } from "./broken-archive.ts";
import { packedStart, readZipDirectory, type ArchiveBytes, type DirectoryEntry } from "./zip-directory.ts";

const pieceBytes = 256 * 1024;

/** An archive on disk, whose entries are unpacked one by one as they are read. */
export interface OpenArchive {
  readonly entries: readonly DirectoryEntry[];
  /** The content of an entry, piece by piece; throws `SyntaxError` at the end of a damaged one. */
  readonly content: (entry: DirectoryEntry) => AsyncIterable<Buffer>;
  readonly close: () => Promise<void>;
}

/** Opens an archive without reading more of it than its directory. Throws as `readZipDirectory` does. */
export async function openArchive(path: string): Promise<OpenArchive> {
  const file = await open(path, "r");
  try {
    const archive = bytesOf(file, (await file.stat()).size);
    return {
      entries: readZipDirectory(archive),
      content: (entry) => contentOf(file, archive, entry),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function bytesOf({ fd }: FileHandle, size: number): ArchiveBytes {
  return {
    size,
    read(start, length) {
      // A false length must not make us reserve more than there is.
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
      return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, start));
    },
  };
}

async function* contentOf(file: FileHandle, archive: ArchiveBytes, entry: DirectoryEntry): AsyncGenerator<Buffer> {
  let size = 0;
  let sum = 0;
  for await (const piece of unpacked(file, packedStart(archive, entry), entry)) {
    size += piece.length;
    if (size > entry.size) throw brokenArchive();
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.size || sum !== entry.crc) throw brokenArchive();
}

async function* unpacked(file: FileHandle, start: number, entry: DirectoryEntry): AsyncGenerator<Buffer> {
  const packed = piecesOf(file, start, start + entry.packedSize);
  if (!entry.isDeflated) {
    yield* packed;
    return;
  }
  const inflated = createInflateRaw();
  // What goes wrong is thrown below, where `inflated` is read.
  pipeline(Readable.from(packed), inflated, () => undefined);
  try {
    yield* inflated as AsyncIterable<Buffer>;
  } catch (error) {
    throw isOfZlib(error) ? brokenArchive() : error;
  }
}

async function* piecesOf(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) throw brokenArchive();
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
