import { isIPv4, isIPv6 } from "node:net";

/** `Fn::Cidr`: so many blocks, each of 2^bits addresses, one after the other from the start of a block; undefined if that cannot be. */
export function cidrBlocks(block: string, count: number, bits: number): readonly string[] | undefined {
  const [address = "", prefixText = ""] = block.split("/");
  const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const prefix = Number(prefixText);
  const isSound =
    width > 0 && /^\d+$/.test(prefixText) && prefix <= width && isWithin(count, 1, 256) && isWithin(bits, 1, width);
  if (!isSound) return undefined;
  const room = 1n << BigInt(width - prefix);
  const size = 1n << BigInt(bits);
  if (size * BigInt(count) > room) return undefined;
  const first = (numberOf(address, width) / room) * room;
  return Array.from({ length: count }, (_, index) => {
    const start = first + BigInt(index) * size;
    return `${addressOf(start, width)}/${width - bits}`;
  });
}

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function numberOf(address: string, width: number): bigint {
  if (width === 32) return address.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...(tail === undefined ? [] : zeros), ...after].reduce(
    (sum, part) => (sum << 16n) + BigInt(`0x${part}`),
    0n,
  );
}

function addressOf(value: bigint, width: number): string {
  const [step, radix, separator] = width === 32 ? [8n, 10, "."] : [16n, 16, ":"];
  const parts: string[] = [];
  for (let shift = BigInt(width) - step; shift >= 0n; shift -= step) {
    parts.push(((value >> shift) & ((1n << step) - 1n)).toString(radix));
  }
  return parts.join(separator).replace(/(?:^|:)0(?::0)+$/, "::");
}
