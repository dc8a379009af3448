/**
 * The key under which a dropped file is uploaded: the folder that is open, then the file's own name.
 * In the bucket's root a CSV would match no trigger, which surprises; the person sees and edits the key before it is sent.
 */
export function uploadKey(prefix: string, fileName: string): string {
  return `${prefix}${fileName.replaceAll(/^\/+/g, "")}`;
}

/** The folders above a prefix, for the path shown over a listing. */
export function breadcrumbs(prefix: string): readonly { readonly label: string; readonly prefix: string }[] {
  const parts = prefix.split("/").filter((part) => part !== "");
  return parts.map((label, index) => ({ label, prefix: `${parts.slice(0, index + 1).join("/")}/` }));
}
