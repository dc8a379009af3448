/** Tags of a request without their optional members. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): readonly { readonly Key: string; readonly Value: string }[] {
  return tags.map(({ Key = "", Value = "" }) => ({ Key, Value }));
}
