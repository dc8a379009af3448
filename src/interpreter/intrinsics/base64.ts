// Neutral code has no Buffer: Base64 of a text's UTF-8, by hand.

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.subarray(index, index + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += digits[group >> 18]! + digits[(group >> 12) & 63]!;
    encoded += second === undefined ? "=" : digits[(group >> 6) & 63]!;
    encoded += third === undefined ? "=" : digits[group & 63]!;
  }
  return encoded;
}

/** The text, or undefined where this is no Base64. */
export function decodeBase64(encoded: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(encoded)) return undefined;
  const body = encoded.replace(/=+$/u, "");
  if (body.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let group = 0;
  for (const digit of body) {
    group = ((group << 6) | digits.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 0xff);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
