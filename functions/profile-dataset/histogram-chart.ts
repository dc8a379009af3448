import { formatNumber, formatShort } from "./format-number.ts";
import { html, type Html } from "./html.ts";
import type { Bin, Histogram } from "./profile.ts";

const height = 100;

/** Draws a histogram as SVG, with the labels below as text; each bar says its numbers when pointed at. */
export function histogramChart(name: string, histogram: Histogram): Html {
  const { bins } = histogram;
  if (bins.length === 0) return html`<p class="none">No values.</p>`;
  const highest = Math.max(1, ...bins.map(({ rows }) => rows));
  const unit = { width: "range", decade: "power of ten", year: "year", month: "month", day: "day" }[histogram.by];
  return html`<figure class="histogram">
    <svg
      viewBox="0 0 ${bins.length * 10} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${describe(name, unit, bins)}"
    >
      ${bins.map((bin, index) => bar(bin, index, highest))}
    </svg>
    <figcaption>
      ${axis(histogram)}<span class="peak">highest: ${formatNumber(highest)} rows per ${unit}</span>
    </figcaption>
  </figure>`;
}

function bar({ label, rows }: Bin, index: number, highest: number): Html {
  // A bin with any rows is seen, however few they are.
  const length = rows === 0 ? 0 : Math.max(1.5, Math.round((rows / highest) * height * 100) / 100);
  const x = index * 10 + 0.75;
  const tip = html`<title>${label}: ${formatNumber(rows)} rows</title>`;
  const space = html`<rect class="space" x="${x}" width="8.5" y="0" height="${height}" />`;
  const column = html`<rect x="${x}" width="8.5" y="${height - length}" height="${length}" />`;
  return html`<g>${tip}${space}${column}</g>`;
}

/** A label under each bar while they fit, else the ends. */
function axis({ by, bins }: Histogram): Html {
  const labels = bins.map(({ label }) => (by === "decade" ? `${formatShort(Number(label))}+` : label));
  if (bins.length <= 8)
    return html`<span class="axis each">${labels.map((label) => html`<span>${label}</span>`)}</span>`;
  const middle = bins.length % 2 === 1 ? [labels[(bins.length - 1) / 2]] : [];
  const shown = [labels[0], ...middle, labels.at(-1)].filter((label) => label !== undefined);
  return html`<span class="axis">${shown.map((label) => html`<span>${label}</span>`)}</span>`;
}

function describe(name: string, unit: string, bins: readonly Bin[]): string {
  return `Rows by ${unit} of ${name}: ${bins.map(({ label, rows }) => `${label}: ${rows}`).join(", ")}`;
}
