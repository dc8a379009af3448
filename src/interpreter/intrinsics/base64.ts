// Of a text's UTF-8. `btoa` and `atob`, which every platform has, know bytes only as characters.

export function encodeBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}

/** The text, or undefined where this is no Base64. */
export function decodeBase64(encoded: string): string | undefined {
  const body = /^([A-Za-z0-9+/]*)={0,2}$/u.exec(encoded)?.[1];
  if (body === undefined || body.length % 4 === 1) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(body), (character) => character.charCodeAt(0)));
}
