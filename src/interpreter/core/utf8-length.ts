/** How many bytes a text takes in UTF-8; neutral code has no Buffer. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) bytes += utf8Bytes(text.charCodeAt(index));
  return bytes;
}

/** Bytes of one UTF-16 unit; each half of a surrogate pair counts two of the pair's four. */
function utf8Bytes(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2;
  return 3;
}
