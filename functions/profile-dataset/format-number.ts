const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

export function formatNumber(value: number): string {
  return whole.format(value);
}

/** Short, for axes: 10000 as 10k. */
export function formatShort(value: number): string {
  if (value >= 1_000_000) return `${formatNumber(value / 1_000_000)}M`;
  return value >= 1000 ? `${formatNumber(value / 1000)}k` : formatNumber(value);
}

/** A share in percent that never calls some none, nor most all. */
export function formatShare(part: number, total: number): string {
  if (total === 0) return "–";
  const percent = (part / total) * 100;
  if (part > 0 && percent < 0.01) return "< 0.01 %";
  if (part < total && percent > 99.99) return "> 99.99 %";
  const digits = percent > 0 && (percent < 1 || percent > 99) && part !== total ? 2 : 1;
  return `${percent.toFixed(part === 0 || part === total ? 0 : digits)} %`;
}

/** Counts with their noun. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
