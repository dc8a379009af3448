/** A folder as a person types it, as a prefix: with a slash at its end and none at its beginning; empty for the root. */
export function folderPrefix(folder: string): string {
  const trimmed = folder.trim().replaceAll(/^\/+|\/+$/g, "");
  return trimmed === "" ? "" : `${trimmed}/`;
}

/** The key under which a file is uploaded into a folder. */
export function uploadKey(folder: string, fileName: string): string {
  return `${folderPrefix(folder)}${fileName.replaceAll(/^\/+/g, "")}`;
}

/** The folders above a prefix, for the path shown over a listing. */
export function breadcrumbs(prefix: string): readonly { readonly label: string; readonly prefix: string }[] {
  const parts = prefix.split("/").filter((part) => part !== "");
  return parts.map((label, index) => ({ label, prefix: `${parts.slice(0, index + 1).join("/")}/` }));
}
