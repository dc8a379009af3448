/** Contrast is at least 4.5 : 1 for text in both schemes; colour is never the only sign of good and bad. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f5, #0e1314);
  --card: light-dark(#ffffff, #161d1f);
  --line: light-dark(#e2e6e3, #273133);
  --text: light-dark(#16201f, #e6eceb);
  --soft: light-dark(#55625f, #9aa9a6);
  --track: light-dark(#eef1ef, #1f2829);
  --good: light-dark(#0f766e, #3ec9b8);
  --bad: light-dark(#c2410c, #fb8b4b);
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--text); font: 15px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1180px; margin: 0 auto; padding: 48px 24px 64px; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
small { font-size: 0.85em; font-weight: 400; color: var(--soft); }
.eyebrow { color: var(--good); font-size: 12px; font-weight: 600; letter-spacing: 0.09em; text-transform: uppercase; }
h1 { font-size: clamp(30px, 5vw, 44px); line-height: 1.15; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { margin: 44px 0 14px; font-size: 20px; letter-spacing: -0.01em; }
h3 { font-size: 15px; line-height: 1.35; overflow-wrap: anywhere; }
.origin, .note, .none, footer { color: var(--soft); }
.origin { margin-top: 8px; }
.verdict, .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.verdict { margin-top: 28px; padding: 26px 28px; }
.share { font-size: 17px; }
.share strong { font-size: 46px; line-height: 1.1; letter-spacing: -0.03em; margin-right: 6px; }
.stack { display: flex; gap: 3px; height: 18px; margin: 18px 0 14px; }
.stack i { min-width: 5px; flex-basis: 0; border-radius: 4px; }
.stack .good { background: var(--good); }
.stack .bad { background: repeating-linear-gradient(135deg, var(--bad) 0 5px, color-mix(in srgb, var(--bad) 72%, var(--card)) 5px 8px); }
.legend { display: flex; flex-wrap: wrap; gap: 6px 28px; padding: 0; list-style: none; }
.legend li::before { content: ""; display: inline-block; width: 11px; height: 11px; margin-right: 8px; border-radius: 3px; }
.legend .good::before { background: var(--good); }
.legend .bad::before { background: var(--bad); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)); gap: 16px; }
.card { display: flex; flex-direction: column; gap: 12px; min-width: 0; padding: 20px 22px; }
.card header { display: flex; align-items: baseline; justify-content: space-between; gap: 12px; }
.type { padding: 1px 9px; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); font-size: 12px; }
.fill { display: flex; align-items: center; gap: 8px; color: var(--soft); font-size: 13px; }
.meter { flex: 0 0 46px; height: 6px; overflow: hidden; border-radius: 3px; background: var(--track); }
.meter i { display: block; height: 100%; background: var(--good); }
.note { font-size: 13px; }
main > .none { margin-top: 28px; }
.bars { display: grid; gap: 9px; padding: 0; list-style: none; font-size: 13.5px; }
.bars li { display: grid; grid-template-columns: 1fr auto; gap: 3px 14px; }
.bars .label { overflow-wrap: anywhere; }
.bars .count { text-align: right; white-space: nowrap; }
.bars small { display: inline-block; min-width: 50px; }
.bars i { grid-column: 1 / -1; min-width: 3px; height: 7px; border-radius: 2px; background: var(--good); }
.bars.bad i { background: var(--bad); }
.wide .bars { gap: 14px; font-size: 14.5px; }
.wide .bars i { height: 10px; }
.histogram { display: flex; flex: 1; flex-direction: column; }
.histogram svg { flex: 1 1 104px; width: 100%; height: 104px; max-height: 180px; border-bottom: 1px solid var(--line); }
.histogram rect { fill: var(--good); }
.histogram .space { fill: transparent; }
.histogram g:hover .space { fill: var(--track); }
.axis { display: flex; justify-content: space-between; margin-top: 5px; font-size: 12px; color: var(--soft); }
.axis.each > span { flex: 1 1 0; text-align: center; }
.peak { display: block; font-size: 12px; color: var(--soft); }
dl { display: flex; flex-wrap: wrap; gap: 6px 18px; margin-top: auto; padding-top: 12px; border-top: 1px solid var(--line); font-size: 13.5px; }
dt { color: var(--soft); font-size: 12px; }
dd { margin: 0; }
footer { margin-top: 44px; font-size: 13px; overflow-wrap: anywhere; }
a { color: var(--good); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 560px) { main { padding: 28px 16px 40px; } }
@media print { .card, .verdict { break-inside: avoid; } }
`;
