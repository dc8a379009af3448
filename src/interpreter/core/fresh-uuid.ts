import { drawRandom } from "./run.ts";
import type { Run } from "./run.ts";

/** Version 4: 122 bits of chance, drawn sixteen at a time. */
export function freshUuid(run: Run): string {
  const words = Array.from({ length: 8 }, () => Math.floor(drawRandom(run) * 0x10000));
  words[3] = ((words[3] ?? 0) & 0x0fff) | 0x4000;
  words[4] = ((words[4] ?? 0) & 0x3fff) | 0x8000;
  const hex = words.map((word) => word.toString(16).padStart(4, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
