import { closeSync, fsyncSync, openSync } from "node:fs";
import { open } from "node:fs/promises";

// A name is an entry in its folder: a new, renamed or removed one survives a power failure only once the folder is synced.
// Windows can neither open nor sync a folder.

const cannotSync = process.platform === "win32";

export async function syncFolder(folder: string): Promise<void> {
  if (cannotSync) return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function syncFolderNow(folder: string): void {
  if (cannotSync) return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
