/** What of a lab can be marked as done: reading, then exercises by kind. With checkboxes for who may, signs for others. */
import { make } from "../../pages/browser/elements.ts";
import type { DashboardLab, DashboardMark } from "../data.ts";
import { type Href, linked } from "./parts.ts";
import { spokenSign } from "./words.ts";

export interface Marking {
  /** Whether there are checkboxes. */
  readonly isOpen: boolean;
  /** What the reader has just marked, where it is not kept yet. */
  readonly pending: (lab: string, mark: string) => boolean | undefined;
}

const EXERCISES = [
  ["question", "Check questions"],
  ["predict", "Predict first"],
  ["decision", "Decision log"],
] as const;

export function marksList(
  lab: DashboardLab,
  href: Href | undefined,
  marking: Marking,
): readonly HTMLElement[] {
  const isDone = (mark: DashboardMark) => marking.pending(lab.id, mark.id) ?? mark.isDone;
  const count = (marks: readonly DashboardMark[]) =>
    `${marks.filter(isDone).length}/${marks.length}`;
  const list = (marks: readonly DashboardMark[]) =>
    make(
      "ul",
      { class: "marks" },
      ...marks.map((mark) => markOf(lab, mark, isDone(mark), href, marking)),
    );
  const heading = (text: string, marks: readonly DashboardMark[]) =>
    make("h4", {}, `${text} `, make("span", { class: "muted number" }, count(marks)));
  const reading = lab.marks.filter(({ kind }) => kind === "reading");
  const exercises = lab.marks.filter(({ kind }) => kind !== "reading");
  const folds = EXERCISES.flatMap(([kind, title]) => {
    const marks = exercises.filter((mark) => mark.kind === kind);
    if (marks.length === 0) return [];
    return make(
      "details",
      { class: "fold", "data-key": kind },
      make("summary", {}, `${title} `, make("span", { class: "muted number" }, count(marks))),
      list(marks),
    );
  });
  return [
    ...(reading.length === 0 ? [] : [heading("Reading", reading), list(reading)]),
    ...(exercises.length === 0 ? [] : [heading("Exercises", exercises), ...folds]),
  ];
}

function markOf(
  lab: DashboardLab,
  { id, text, document, step, isWritten }: DashboardMark,
  isDone: boolean,
  href: Href | undefined,
  { isOpen }: Marking,
): HTMLElement {
  const textId = `dashboard-${lab.id}-${id}`;
  const box = make("input", {
    ...{ type: "checkbox", "data-lab": lab.id, "data-mark": id, "aria-labelledby": textId },
    ...(isDone ? { checked: "" } : {}),
  });
  const sign = isDone ? spokenSign("✓", "done", "green") : spokenSign("○", "not done", "nothing");
  return make(
    "li",
    { "data-key": id },
    isOpen && !isWritten ? box : sign,
    make(
      "span",
      {},
      ...(step === undefined ? [] : [make("span", { class: "muted" }, `Step ${step}. `)]),
      linked(document, href, { id: textId }, text),
    ),
  );
}
