/**
 * A store as one HTML page, in one file that asks the network for nothing and runs no script.
 *
 * Invariant: whatever a key says is text on the page, never markup.
 */

import { internalKeyText } from "@labs/db-05";
import type { KeyAxis } from "./axis.ts";
import { bytesIn, costs, counted, faults, keyText, nameOf, sumOf, things } from "./sums.ts";
import type { EntryCounts, StoreView, TableView } from "./view.ts";

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #16191d; --muted: #565e69; --faint: #d5dae1;
  --table: #0072b2; --other: #4fa3d8; --bad: #b00020; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #e8ebef; --muted: #a0a9b5;
  --faint: #333b45; --table: #4ba3dd; --other: #2a6f9e; --bad: #ff7d8a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
.muted { color: var(--muted); }
.axis { display: flex; justify-content: space-between; gap: 1rem; }
.axis, td, .key { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85rem; }
.row { position: relative; height: 1.4rem; margin: .2rem 0; background: var(--faint); border-radius: 3px; overflow: hidden; }
.row i { position: absolute; top: 0; bottom: 0; min-width: 3px; background: var(--table); border-radius: 3px; }
.row i:nth-child(even) { background: var(--other); }
.row i.bad { background: var(--bad); }
details { margin: .25rem 0 0; }
summary { cursor: pointer; color: var(--muted); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .1rem .9rem .1rem 0; white-space: nowrap; }
th { font-size: .85rem; color: var(--muted); font-weight: 600; }
td.number, th.number { text-align: right; }
.bad-line { color: var(--bad); }
`;

/** The whole page. */
export function storePage(view: StoreView, axis: KeyAxis): string {
  const { directory, state, levels, logs, obsolete } = view;
  const parts = [
    `<h1>${escaped(directory)}</h1>`,
    `<p class="muted">log ${nameOf(state.logNumber)}, last write ${counted(state.lastSequence)}, ` +
      `${things(levels.flat().length, "table")} of ${counted(bytesIn(levels.flat()))} bytes</p>`,
    ...costs(view).map((line) => `<p>${escaped(line)}</p>`),
    ...faults(view).map((line) => `<p class="bad-line">${escaped(line)}</p>`),
    ...levels.map((tables, level) => levelPart(tables, level, axis)),
    ...logs
      .filter(({ sizeBytes }) => sizeBytes > 0)
      .map(
        ({ number, sizeBytes, counts }) =>
          `<h2>log ${nameOf(number)}</h2><p>${things(counts.entries, "write")} in ${counted(sizeBytes)} bytes, ` +
          "in no table yet.</p>",
      ),
    obsolete.length === 0
      ? ""
      : `<h2>Not needed any more</h2><p>${escaped(obsolete.join(" "))}</p>`,
  ];
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(directory)}</title><style>${STYLE}</style></head><body><main>`,
    ...parts,
    "</main></body></html>\n",
  ].join("\n");
}

function levelPart(tables: readonly TableView[], level: number, axis: KeyAxis): string {
  if (tables.length === 0) return "";
  const rows = level === 0 ? tables.map((table) => [table]) : [tables];
  const title = `level ${level}: ${things(tables.length, "table")}, ${counted(bytesIn(tables))} bytes`;
  const sum = sumOf(tables);
  const [first, last] = [keyText(axis.keys[0]!), keyText(axis.keys.at(-1)!)];
  return [
    `<section><h2>${title}${sum ? `, ${countsText(sum)}` : ""}</h2>`,
    `<div class="axis muted"><span>${escaped(first)}</span><span>${escaped(last)}</span></div>`,
    ...rows.map(
      (row) => `<div class="row">${row.map((table) => mark(table, axis)).join("")}</div>`,
    ),
    `<details><summary>${things(tables.length, "table")}</summary><div class="wide"><table>`,
    '<tr><th>table</th><th class="number">bytes</th><th class="number">entries</th>',
    '<th class="number">deletions</th><th class="number">older</th><th>first</th><th>last</th></tr>',
    ...tables.map(tableRow),
    "</table></div></details></section>",
  ].join("\n");
}

function mark({ file, counts, fault }: TableView, axis: KeyAxis): string {
  const { from, to } = axis.stretch(file);
  const place = `left:${(from * 100).toFixed(3)}%;width:${((to - from) * 100).toFixed(3)}%`;
  const what = fault ?? (counts ? countsText(counts) : "");
  const range = `${internalKeyText(file.smallest)} … ${internalKeyText(file.largest)}`;
  const title = `${nameOf(file.number)}: ${counted(file.sizeBytes)} bytes, ${what}\n${range}`;
  return `<i${fault ? ' class="bad"' : ""} style="${place}" title="${escaped(title)}"></i>`;
}

function tableRow({ file, counts }: TableView): string {
  const numbers = [file.sizeBytes, counts?.entries, counts?.deletions, counts?.older];
  const cells = numbers.map(
    (number) => `<td class="number">${number === undefined ? "?" : counted(number)}</td>`,
  );
  const keys = [file.smallest, file.largest].map(
    (key) => `<td>${escaped(internalKeyText(key))}</td>`,
  );
  return `<tr><td>${nameOf(file.number)}</td>${cells.join("")}${keys.join("")}</tr>`;
}

function countsText({ entries, deletions, older }: EntryCounts): string {
  const gone = deletions + older === 0 ? "" : `, ${counted(deletions + older)} gone or older`;
  return `${counted(entries)} entries${gone}`;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => names[character]!);
}
