import { barList } from "./bar-list.ts";
import { columnCard } from "./column-card.ts";
import { formatCount, formatNumber, formatShare } from "./format-number.ts";
import { html, type Html } from "./html.ts";
import { pageStyle } from "./page-style.ts";
import type { Profile } from "./profile.ts";

/**
 * Writes the report for people: one page that loads nothing and runs nothing, for light and dark.
 *
 * The policy in its head holds the browser to that, whatever text the data has.
 */
export function reportPage(profile: Profile): string {
  const { dataset, sha256, source, columns } = profile;
  const title = `Quality of ${dataset}`;
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${{ markup: pageStyle }}
        </style>
      </head>
      <body>
        <main>
          <header class="top">
            <p class="eyebrow">Data quality report</p>
            <h1>${dataset}</h1>
            <p class="origin">
              ${source === null ? "" : html`<code>${source}</code> · `}SHA-256
              <code title="${sha256}">${sha256.slice(0, 12)}…</code>
            </p>
          </header>
          ${verdict(profile)} ${reasons(profile)}
          <section aria-labelledby="columns">
            <h2 id="columns">
              The ${formatNumber(columns.length)} columns <small>of the ${formatCount(profile.good, "good row")}</small>
            </h2>
            <div class="cards">${columns.map(columnCard)}</div>
          </section>
          <footer>
            <p>Good rows: <code>${profile.parquetKey}</code></p>
            <p>The same figures for programs: <a href="${sha256}.json">${sha256.slice(0, 12)}….json</a></p>
          </footer>
        </main>
      </body>
    </html> `;
  return markup;
}

function verdict({ rows, good, bad }: Profile): Html {
  return html`<section class="verdict" aria-label="Good against bad rows">
    <p class="share"><strong>${formatShare(good, rows)}</strong> of ${formatCount(rows, "row")} kept the contract</p>
    <div class="stack" aria-hidden="true">${part("good", good)}${part("bad", bad)}</div>
    <ul class="legend">
      <li class="good"><b>${formatNumber(good)}</b> good, in the lake</li>
      <li class="bad"><b>${formatNumber(bad)}</b> bad, in quarantine with their reasons</li>
    </ul>
  </section>`;
}

function part(tone: "good" | "bad", rows: number): Html | "" {
  return rows > 0 ? html`<i class="${tone}" style="flex-grow:${rows}"></i>` : "";
}

function reasons({ reasons: found, rows, bad }: Profile): Html {
  if (bad === 0) return html`<p class="none">No row was rejected.</p>`;
  const counted = found.reduce((sum, reason) => sum + reason.rows, 0);
  const overlap =
    counted > bad ? html`<p class="note">A row that breaks several rules counts under each of them.</p>` : "";
  return html`<section aria-labelledby="reasons">
    <h2 id="reasons">Why rows were rejected</h2>
    <div class="card wide">
      ${barList({
        label: "Rows per reason, with their share of all rows",
        bars: found.map(({ reason, rows: count }) => ({ label: reason, rows: count })),
        total: rows,
        tone: "bad",
      })}${overlap}
    </div>
  </section>`;
}
