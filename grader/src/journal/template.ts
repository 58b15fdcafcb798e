/**
 * What an entry is when it is made: front matter, the question, headings to answer under.
 *
 *   ---
 *   title: Encode replies
 *   date: 2026-11-22
 *   lab: db-01
 *   step: 1 encode
 *   tags: [] # such as [durability, naming]; the book is sorted by them
 *   ---
 *
 *   > The encoder throws when …
 *
 *   <!-- About 150 words … -->
 *
 *   ## Choices considered
 *   ## What was chosen, and why
 *   ## What would change the choice
 *
 * Hints are comments, which are not counted and not shown.
 */
import { stringify } from "yaml";
import type { Lab, Step } from "../manifest.ts";
import { HEADINGS, HINTS } from "./entry.ts";

/** What an entry is about: a step, a lab, or neither. */
export interface About {
  readonly title: string;
  readonly lab: Pick<Lab, "id"> | undefined;
  readonly step: (Pick<Step, "number"> & Partial<Pick<Step, "id">>) | undefined;
}

/** The file of a new entry. @param question Markdown, of any number of lines; empty where nothing is asked */
export function entryText(about: About, date: string, question: string): string {
  const quoted = question.trim() === "" ? [] : [...question.trim().split("\n").map(quote), ""];
  const lines = [
    ...quoted,
    `<!-- ${HINTS.all} -->`,
    ...["", `## ${HEADINGS.choices}`, "", `<!-- ${HINTS.choices} -->`],
    ...["", `## ${HEADINGS.chosen}`, "", `<!-- ${HINTS.chosen} -->`],
    ...["", `## ${HEADINGS.change}`, "", `<!-- ${HINTS.change} -->`],
  ];
  return `${headText(about, date)}\n${lines.join("\n")}\n`;
}

/** The front matter, between its dashes. */
export function headText({ title, lab, step }: About, date: string): string {
  const stepName = step === undefined ? "" : `${step.number} ${step.id ?? ""}`.trim();
  const lines = [
    "---",
    `title: ${stringify(title, { lineWidth: 0 }).trim()}`,
    `date: ${date}`,
    ...(lab === undefined ? [] : [`lab: ${lab.id}`]),
    ...(step === undefined ? [] : [`step: ${stepName}`]),
    "tags: [] # such as [durability, naming]; the book is sorted by them",
    "---",
  ];
  return `${lines.join("\n")}\n`;
}

/** The day where the learner is. */
export function dayOf(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}

const quote = (line: string) => `> ${line}`.trimEnd();
