import { formatNumber, formatShare } from "./format-number.ts";
import { html, type Html } from "./html.ts";

interface BarListOptions {
  /** Names the list for those who do not see it. */
  readonly label: string;
  readonly bars: readonly { readonly label: string; readonly rows: number }[];
  /** What the shares are of. */
  readonly total: number;
  readonly tone: "good" | "bad";
}

/** A bar chart that is a list: each bar has its label, count and share as text. The longest is as long as the space. */
export function barList({ label, bars, total, tone }: BarListOptions): Html {
  const longest = Math.max(1, ...bars.map(({ rows }) => rows));
  const widthOf = (rows: number) => ((rows / longest) * 100).toFixed(2);
  const items = bars.map(
    (bar) =>
      html`<li>
        <span class="label">${bar.label}</span>
        <span class="count">${formatNumber(bar.rows)} <small>${formatShare(bar.rows, total)}</small></span>
        <i aria-hidden="true" style="width:${widthOf(bar.rows)}%"></i>
      </li>`,
  );
  return html`<ol class="bars ${tone}" aria-label="${label}">
    ${items}
  </ol>`;
}
