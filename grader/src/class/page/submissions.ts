/**
 * The table of all submissions: sorted by its headings, filtered by words, and opened row by row.
 *
 *     name ▲ │ points │ 1   2   3  │ stopped at │ problem and notes
 *     ▸ ada  │ 41     │ ●14 ◐27 ○  │ step 2     │
 *       └─ opened: what each law said, see told.ts
 *
 * A row's elements are made once; sorting and filtering put them into the table anew. What a row says when it is opened
 * is made then.
 */
import { find, make } from "../../pages/browser/elements.ts";
import { isGreenOutcome } from "../../verdict.ts";
import type { ClassPageData, PageRow } from "../page-data.ts";
import { toldOf } from "./told.ts";

/** One column: its heading, what a row is sorted by, and how it begins when its heading is chosen. */
interface Column {
  readonly heading: string;
  readonly title: string;
  readonly key: (row: PageRow) => string | number;
  readonly isDescendingFirst: boolean;
}

interface Shown {
  readonly row: PageRow;
  /** What the filter looks in. */
  readonly words: string;
  readonly line: HTMLTableRowElement;
  told: HTMLTableRowElement | undefined;
}

const byText = new Intl.Collator("en", { numeric: true });

export function showSubmissions(data: ClassPageData): void {
  const columns = columnsOf(data);
  const all = data.rows.map((row): Shown => {
    const shown: Shown = { row, words: wordsOf(row), line: lineOf(row, data), told: undefined };
    shown.line.addEventListener("click", () => {
      // Who marks text in a row does not want it opened.
      if (getSelection()?.isCollapsed !== false) toggle(shown, data, columns.length);
    });
    return shown;
  });
  const body = make("tbody");
  const filter = find<HTMLInputElement>("filter");
  const order = { column: 0, isDescending: false };
  const show = () => {
    const wanted = filter.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const left = all.filter(({ words }) => isFound(words, wanted));
    const key = columns[order.column]!.key;
    const sorted = left.sort(
      (a, b) =>
        compare(key(a.row), key(b.row), order.isDescending) ||
        byText.compare(a.row.name, b.row.name),
    );
    body.replaceChildren(
      ...sorted.flatMap(({ line, told }) => (told === undefined ? [line] : [line, told])),
    );
    find("shown").textContent = `${left.length} of ${all.length}`;
  };
  const headings = columns.map((column, at) => {
    const chosen = make("button", { type: "button", title: column.title }, column.heading);
    chosen.addEventListener("click", () => {
      const isSame = order.column === at;
      order.isDescending = isSame ? !order.isDescending : column.isDescendingFirst;
      order.column = at;
      mark();
      show();
    });
    return make("th", { scope: "col" }, chosen);
  });
  const mark = () => {
    for (const [at, heading] of headings.entries()) {
      if (at !== order.column) heading.removeAttribute("aria-sort");
      else heading.setAttribute("aria-sort", order.isDescending ? "descending" : "ascending");
    }
  };
  find("submissions").append(make("thead", {}, make("tr", {}, ...headings)), body);
  filter.addEventListener("input", show);
  mark();
  show();
}

function columnsOf({ steps }: ClassPageData): readonly Column[] {
  const last = steps.length + 1;
  return [
    { heading: "name", title: "sort by name", key: ({ name }) => name, isDescendingFirst: false },
    {
      ...{ heading: "points", title: "sort by points", isDescendingFirst: true },
      key: ({ points, problem }) => (problem === undefined ? points : -1),
    },
    ...steps.map(({ number, title }, at) => ({
      ...{ heading: String(number), title: `sort by points of step ${number}, ${title}` },
      key: ({ cells }: PageRow) => cells[at]?.[0] ?? -1,
      isDescendingFirst: true,
    })),
    {
      ...{
        heading: "stopped at",
        title: "sort by the step where it stopped",
        isDescendingFirst: false,
      },
      key: ({ stopped, green }) => stopped ?? (green ? last : 0),
    },
    {
      ...{ heading: "problem, notes", title: "sort by problem and notes", isDescendingFirst: true },
      key: (row) => saidOf(row),
    },
  ];
}

function compare(one: string | number, other: string | number, isDescending: boolean): number {
  const ascending =
    typeof one === "number" && typeof other === "number"
      ? one - other
      : byText.compare(String(one), String(other));
  return isDescending ? -ascending : ascending;
}

/** What stands in the last column. */
const saidOf = ({ problem, notes }: PageRow): string =>
  [...(problem === undefined ? [] : [problem]), ...notes].join("; ");

function wordsOf(row: PageRow): string {
  const stopped = row.stopped === undefined ? "" : `step ${row.stopped} `;
  const state = row.green ? "green" : row.problem === undefined ? "" : "problem";
  return `${row.name} ${stopped}${state} ${saidOf(row)}`.toLowerCase();
}

/** Every word that was typed stands in it; a number as a whole, so that step 1 is not step 10. */
function isFound(words: string, wanted: readonly string[]): boolean {
  const own = words.split(/\s+/);
  return wanted.every((word) => (/^\d+$/.test(word) ? own.includes(word) : words.includes(word)));
}

function lineOf(row: PageRow, { steps, pointsMax }: ClassPageData): HTMLTableRowElement {
  const open = make("button", { type: "button", class: "name", "aria-expanded": "false" });
  open.append(make("bdi", {}, row.name === "" ? "(no name)" : row.name));
  const cells = steps.map(({ number, pointsMax: max }, at) => {
    const cell = row.cells[at];
    if (cell === null || cell === undefined) return make("td", { class: "cell" }, "–");
    const [points, outcome] = cell;
    const [sign, says] = isGreenOutcome(outcome)
      ? ["●", "passed"]
      : points > 0
        ? ["◐", "some"]
        : ["○", "none"];
    return make(
      "td",
      { class: `cell ${says}`, title: `step ${number}: ${points} of ${max}, ${outcome}` },
      make("span", { class: "sign", "aria-hidden": "true" }, sign!),
      make("span", {}, String(points)),
      make("span", { class: "spoken" }, ` of ${max}, ${outcome}`),
    );
  });
  const isProblem = row.problem !== undefined;
  return make(
    "tr",
    { class: row.green ? "line green" : "line" },
    make("th", { scope: "row", class: "who" }, open),
    make("td", { class: "number points" }, isProblem ? "–" : `${row.points}/${pointsMax}`),
    ...cells,
    make("td", {}, row.green ? "green" : row.stopped === undefined ? "" : `step ${row.stopped}`),
    make("td", { class: isProblem ? "said problem" : "said" }, make("bdi", {}, saidOf(row))),
  );
}

/** Opens it, or closes it. */
function toggle(shown: Shown, data: ClassPageData, columns: number): void {
  const { line, row } = shown;
  shown.told?.remove();
  const isOpen = shown.told === undefined;
  shown.told = isOpen
    ? make("tr", { class: "told" }, make("td", { colspan: String(columns) }, toldOf(row, data)))
    : undefined;
  if (shown.told !== undefined) line.after(shown.told);
  line.classList.toggle("open", isOpen);
  line.querySelector("button")?.setAttribute("aria-expanded", String(isOpen));
}
