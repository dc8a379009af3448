import { barList } from "./bar-list.ts";
import { formatCount, formatNumber, formatShare } from "./format-number.ts";
import { histogramChart } from "./histogram-chart.ts";
import { html, type Html } from "./html.ts";
import type { ColumnProfile, NumberProfile } from "./profile.ts";
import { unreachable } from "./unreachable.ts";

/** How many values a card names. */
const shownValues = 6;

/** The part of the page about one column: how full it is, a chart that suits its type, and its figures. */
export function columnCard(column: ColumnProfile): Html {
  const { name, type, values, nulls, distinct } = column;
  const total = values + nulls;
  const gaps = nulls === 0 ? "no gaps" : `${formatNumber(nulls)} empty (${formatShare(nulls, total)})`;
  const full = total === 0 ? 0 : ((values / total) * 100).toFixed(2);
  return html`<article class="card">
    <header>
      <h3>${name}</h3>
      <span class="type">${type}</span>
    </header>
    <p class="fill">
      <span class="meter" aria-hidden="true"><i style="width:${full}%"></i></span>
      <span>${gaps} · ${formatCount(distinct, "distinct value")}</span>
    </p>
    ${chart(column)} ${figures(column)}
  </article>`;
}

function chart(column: ColumnProfile): Html {
  switch (column.type) {
    case "text":
      return topChart(column);
    case "date":
      return histogramChart(column.name, column.histogram);
    case "number":
      return column.histogram.by === "decade"
        ? html`<p class="note">${zeros(column)}</p>
            ${histogramChart(column.name, column.histogram)}`
        : histogramChart(column.name, column.histogram);
    default:
      return unreachable(column);
  }
}

function topChart({ name, top, values, distinct }: ColumnProfile): Html {
  if (values === 0) return html`<p class="none">No values.</p>`;
  const shown = top.slice(0, shownValues);
  const rest = values - shown.reduce((sum, { rows }) => sum + rows, 0);
  const more = distinct - shown.length;
  return html`${barList({
    label: `Most frequent values of ${name}`,
    bars: shown.map(({ value, rows }) => ({ label: value, rows })),
    total: values,
    tone: "good",
  })}${more > 0 ? html`<p class="note">and ${formatCount(more, "more value")} in ${formatCount(rest, "row")}</p>` : []}`;
}

/** Powers of ten leave out zero, which usually is most of such a column. */
function zeros({ values, histogram }: NumberProfile): string {
  const above = histogram.bins.reduce((sum, { rows }) => sum + rows, 0);
  return `${formatNumber(values - above)} are 0; the ${formatNumber(above)} above by power of ten:`;
}

function figures(column: ColumnProfile): Html {
  switch (column.type) {
    case "text":
      return list([["characters", range(column.shortest, column.longest)]]);
    case "date":
      return list([
        ["first", column.minimum ?? "–"],
        ["last", column.maximum ?? "–"],
        ["busiest", busiest(column)],
      ]);
    case "number":
      return list([
        ["range", range(column.minimum, column.maximum)],
        ["mean", figure(column.mean)],
        ["median", figure(column.median)],
        ["95 % up to", figure(column.percentile95)],
      ]);
    default:
      return unreachable(column);
  }
}

function busiest({ top }: ColumnProfile): string {
  const [first] = top;
  return first === undefined ? "–" : `${first.value} (${formatCount(first.rows, "row")})`;
}

function list(entries: readonly (readonly [string, string])[]): Html {
  return html`<dl>
    ${entries.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function range(minimum: number | null, maximum: number | null): string {
  return minimum === maximum ? figure(minimum) : `${figure(minimum)} – ${figure(maximum)}`;
}

function figure(value: number | null): string {
  return value === null ? "–" : formatNumber(value);
}
