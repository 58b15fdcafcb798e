/**
 * A history: clients as rows, operations as bars, and the order that was found.
 *
 *     p1  ├─① put x 1 → ok─┤        ├── ✗ get x → nothing ──┤
 *     p2         ├──② put x 2 → ?─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─
 *
 * For linearizability it counts only which operation ended before which began, so the axis counts
 * calls and answers, and has no gaps. Times are told in each bar's title.
 */

import { find, make } from "../../pages/browser/elements.ts";
import type { HistoryBar, HistoryPicture, HistoryRow } from "../run.ts";

/** Draws it, once. */
export function showHistory(history: HistoryPicture): void {
  const columns = columnsOf(history);
  const tracks = `max-content repeat(${columns.size + 1}, minmax(max-content, 1fr))`;
  let row = 1;
  const cells = history.rows.flatMap((each) => {
    const sheets = sheetsOf(each);
    const first = row;
    row += sheets.length;
    const place = `grid-row: ${first} / span ${sheets.length}`;
    return [
      make("div", { class: "client", style: place }, each.client),
      ...sheets.flatMap((bars, sheet) =>
        bars.map((bar) => barOf(bar, `grid-row: ${first + sheet}; ${columnsIn(columns, bar)}`)),
      ),
    ];
  });
  const style = `grid-template-columns: ${tracks}`;
  const section = find("history");
  section.hidden = false;
  section.replaceChildren(
    make("h2", {}, "The history: which operation took effect when?"),
    ...history.notes.map((note) => make("p", {}, note)),
    make("div", { class: "bars", style, tabindex: "0" }, ...cells),
  );
}

/**
 * The grid's column at each time at which something was called or answered; the first is for names.
 */
function columnsOf({ rows }: HistoryPicture): ReadonlyMap<number, number> {
  const times = new Set<number>();
  for (const { from, until } of rows.flatMap(({ bars }) => bars)) {
    times.add(from).add(until === "open" ? from : until);
  }
  const order = [...times].sort((a, b) => a - b);
  return new Map(order.map((time, index) => [time, index + 2]));
}

function columnsIn(columns: ReadonlyMap<number, number>, { from, until }: HistoryBar): string {
  const first = columns.get(from)!;
  const end = until === "open" ? columns.size + 3 : Math.max(columns.get(until)!, first + 1);
  return `grid-column: ${first} / ${end}`;
}

/** A client's bars, spread so that those on one line do not overlap. */
function sheetsOf({ bars }: HistoryRow): readonly (readonly HistoryBar[])[] {
  const sheets: HistoryBar[][] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const free = sheets.find((sheet) => {
      const until = sheet.at(-1)?.until;
      return until !== undefined && until !== "open" && until <= bar.from;
    });
    if (free === undefined) sheets.push([bar]);
    else free.push(bar);
  }
  return sheets.length === 0 ? [[]] : sheets;
}

function barOf({ text, from, until, mark }: HistoryBar, style: string): HTMLElement {
  const kind = `${mark === "cannot" ? " cannot" : ""}${until === "open" ? " open" : ""}`;
  const answered = until === "open" ? "never answered" : `answered at ${until} ms`;
  const place = mark === "cannot" ? "✗ " : mark === undefined ? "" : String(mark);
  const said = mark === "cannot" ? "; no order has a place for it" : "";
  return make(
    "div",
    { class: `bar${kind}`, style, title: `${text}: called at ${from} ms, ${answered}${said}` },
    ...(place === "" ? [] : [make("b", { class: mark === "cannot" ? "" : "place" }, place)]),
    make("span", {}, until === "open" ? `${text} …` : text),
  );
}
