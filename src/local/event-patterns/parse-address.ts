import type { AddressRange } from "./pattern.ts";

/** Reads an IPv4 or IPv6 address; undefined if the text is none. */
export function parseAddress(text: string): { readonly family: 4 | 6; readonly value: bigint } | undefined {
  if (text.includes(":")) {
    const value = parseV6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseV4(text);
  return value === undefined ? undefined : { family: 4, value };
}

/** The addresses of `network/bits`. Throws with AWS's wording what is wrong with it. */
export function parseCidr(text: string): AddressRange {
  const parts = text.split("/");
  if (parts.length !== 2) throw new SyntaxError("Malformed CIDR, one '/' required");
  const [network = "", maskText = ""] = parts;
  if (!/^-?\d+$/.test(maskText)) throw new SyntaxError("Malformed CIDR, mask bits must be an integer");
  const address = parseAddress(network);
  if (address === undefined) throw new SyntaxError(`Nonstandard IP address: ${network}`);
  const bits = Number(maskText);
  const width = address.family === 4 ? 32 : 128;
  if (bits < 0) throw new SyntaxError("Malformed CIDR, mask bits must not be negative");
  if (bits > width) {
    throw new SyntaxError(address.family === 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
  }
  const hostBits = BigInt(width - bits);
  const first = (address.value >> hostBits) << hostBits;
  return { family: address.family, first, last: first + (1n << hostBits) - 1n };
}

function parseV4(text: string): bigint | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let value = 0n;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "");
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? "") : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((value, group) => value * 65_536n + group, 0n);
}

function parseGroups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    // An IPv4 address may stand for the last two groups.
    const v4 = index === parts.length - 1 && part.includes(".") ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[\da-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
