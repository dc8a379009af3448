// Two checksums of S3 that Node does not have. Both are reflected CRCs, a byte at a time from a table.

/** CRC-32C (Castagnoli): takes the checksum so far, 0 to begin with. */
export function crc32c(chunk: Uint8Array, previous: number): number {
  let crc = ~previous;
  for (const byte of chunk) crc = (crc >>> 8) ^ (crc32cTable[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
}

const crc32cTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/** The two halves of a 64-bit checksum; BigInt arithmetic per byte would be forty times slower. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

/** CRC-64/NVME: takes the checksum so far, zero to begin with. */
export function crc64nvme(chunk: Uint8Array, previous: Crc64): Crc64 {
  let [high, low] = [~previous.high, ~previous.low];
  for (const byte of chunk) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (crc64Table.low[index] ?? 0);
    high = (high >>> 8) ^ (crc64Table.high[index] ?? 0);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

const crc64Table = createCrc64Table();

function createCrc64Table(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const polynomial = 0x9a6c9329ac4bc9b5n;
  const [high, low] = [new Uint32Array(256), new Uint32Array(256)];
  for (let index = 0; index < 256; index++) {
    let crc = BigInt(index);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    high[index] = Number(crc >> 32n);
    low[index] = Number(crc & 0xffff_ffffn);
  }
  return { high, low };
}
