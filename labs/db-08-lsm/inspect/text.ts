/**
 * A store in the terminal.
 *
 *     level 0 │········████████████████│  000012     14,221 bytes     812 entries
 *             │███████████·············│  000009     16,989 bytes     903 entries
 *     level 1 │█████▒▒▒▒▒▒█████████····│   3 tables  40,112 bytes   2,110 entries
 *
 * A table of level 0 has a line of its own, since they overlap; in a level below neighbours are drawn in two shades.
 */
import type { KeyAxis } from "./axis.ts";
import { bytesIn, costs, counted, faults, keyText, nameOf, sumOf, things } from "./sums.ts";
import type { EntryCounts, StoreView, TableView } from "./view.ts";

const WIDTH = 32;
const SHADES = ["█", "▒"] as const;
const TABLES_OF_LEVEL_0_MAX = 12;

/** Lines of at most 80 columns. */
export function storeText(view: StoreView, axis: KeyAxis): readonly string[] {
  const { directory, state, levels, logs, obsolete } = view;
  const head = `${directory}   log ${nameOf(state.logNumber)}   last write ${counted(state.lastSequence)}`;
  const rows = levels.flatMap((tables, level) => levelRows(tables, level, axis));
  return [
    head,
    "",
    ...(rows.length === 0 ? ["  no tables"] : [axisRow(axis), ...rows]),
    ...logs
      .filter(({ sizeBytes }) => sizeBytes > 0)
      .map(({ number, sizeBytes, counts }) => {
        const what = `${things(counts.entries, "write")} in ${counted(sizeBytes)} bytes, in no table yet`;
        return `  log      ${nameOf(number)}: ${what}`;
      }),
    "",
    ...costs(view),
    ...(obsolete.length === 0 ? [] : [`Not needed any more: ${obsolete.join(" ")}`]),
    ...faults(view).map((fault) => `✗ ${fault}`),
  ];
}

function axisRow({ keys }: KeyAxis): string {
  const [first, last] = [keyText(keys[0]!), keyText(keys.at(-1)!)];
  const line = "─".repeat(Math.max(1, WIDTH - first.length - last.length));
  return `  ${" ".repeat(10)}${first} ${line} ${last}`;
}

function levelRows(tables: readonly TableView[], level: number, axis: KeyAxis): string[] {
  if (tables.length === 0) return [];
  if (level > 0) {
    const name = things(tables.length, "table");
    return [row(`level ${level}`, bar(tables, axis), name, bytesIn(tables), sumOf(tables))];
  }
  const rows = tables
    .slice(0, TABLES_OF_LEVEL_0_MAX)
    .map((table, at) =>
      row(
        at === 0 ? "level 0" : "",
        bar([table], axis),
        nameOf(table.file.number),
        table.file.sizeBytes,
        table.counts,
      ),
    );
  const more = tables.slice(TABLES_OF_LEVEL_0_MAX);
  if (more.length === 0) return rows;
  return [...rows, row("", bar(more, axis), `and ${more.length} more`, bytesIn(more), sumOf(more))];
}

function row(
  level: string,
  drawing: string,
  name: string,
  bytes: number,
  counts: EntryCounts | undefined,
): string {
  const gone = counts === undefined ? "?" : counted(counts.deletions + counts.older);
  const entries = counts === undefined ? "cannot be read" : `${counted(counts.entries)} entries`;
  const notes = gone === "0" || gone === "?" ? "" : `, ${gone} gone or older`;
  return `  ${level.padEnd(8)} │${drawing}│ ${name.padEnd(9)} ${counted(bytes)} bytes, ${entries}${notes}`;
}

function bar(tables: readonly TableView[], axis: KeyAxis): string {
  const cells = new Array<string>(WIDTH).fill("·");
  for (const [at, { file }] of tables.entries()) {
    const { from, to } = axis.stretch(file);
    const first = Math.floor(from * (WIDTH - 1));
    const last = Math.max(first, Math.ceil(to * (WIDTH - 1)));
    cells.fill(SHADES[at % 2]!, first, last + 1);
  }
  return cells.join("");
}
