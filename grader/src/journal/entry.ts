/**
 * One entry of the decision log: a Markdown file of the learner's, as data.
 *
 *   journal/db-05-03-memtable.md ──▶ { lab: "db-05", step: { number: 3, id: "memtable" }, date, title, tags, words, … }
 *
 * What an entry is about, its front matter says, and where that is missing or broken, its file's name. A file without
 * front matter is an entry too: somebody's own page. Whatever is in it, it is an entry; what cannot be used is a problem.
 */
import type { Lab, Step } from "../manifest.ts";
import { dateOf, type FrontMatter, type Problem, splitFrontMatter } from "./front-matter.ts";
import { questionOf, wordsBeyond } from "./question.ts";
import { commentsIn, countWords, openComment, type Part, partsOf } from "./words.ts";

export interface Entry {
  /** Path below the tree's root, with slashes. */
  readonly file: string;
  readonly title: string;
  /** 2026-11-22; undefined where neither the front matter nor the file's name has one. */
  readonly date: string | undefined;
  /** db-05; undefined for an entry that is about no lab. */
  readonly lab: string | undefined;
  /** Undefined for one about no step. `id` is undefined where this tree does not know the step. */
  readonly step: EntryStep | undefined;
  /** In small letters, each once. */
  readonly tags: readonly string[];
  /** Markdown, without the front matter. */
  readonly body: string;
  /** The learner's own; see words.ts. */
  readonly words: number;
  /** Whether there is anything of the learner's in it: words, code, a picture, a heading of their own. */
  readonly isWritten: boolean;
  readonly problems: readonly Problem[];
}

export interface EntryStep {
  readonly number: number;
  readonly id: string | undefined;
}

/** What the template says in comments: these are nobody's words. */
export const HINTS = {
  all: "About 150 words in all, in your own. What stands between such arrows is not shown and not counted: write below them.",
  choices: "Two or three, each with what speaks for it and what it costs.",
  chosen: "What you took, and the reason that decided it.",
  change: "A load, a measurement, a failure: what would you have to see?",
} as const;

/** The template's headings: those with nothing under them say nothing. */
export const HEADINGS = {
  choices: "Choices considered",
  chosen: "What was chosen, and why",
  change: "What would change the choice",
} as const;

/** Whether a heading came with the template; one that a learner wrote is theirs, whatever stands under it. */
export function isTemplateHeading(title: string): boolean {
  const all: readonly string[] = Object.values(HEADINGS);
  return all.includes(title);
}

/** Reads an entry. Never throws. @param labs of the tree, for names of labs and steps */
export function parseEntry(file: string, text: string, labs: readonly Lab[]): Entry {
  const { matter, body, problems: broken } = splitFrontMatter(text);
  const problems = [...broken];
  const name = file.split("/").at(-1)!.replace(/\.md$/i, "");
  const named = /^(?<lab>db-\d\d)(-(?<step>\d\d)(?=-))?/i.exec(name)?.groups;
  const isSound = matter !== undefined && broken.length === 0;
  const lab = labIn(matter, labs, problems) ?? (isSound ? undefined : named?.lab?.toLowerCase());
  const stepName = matter?.step ?? (isSound ? undefined : named?.step);
  const known = labs.find(({ id }) => id === lab);
  const step = stepName === undefined ? undefined : stepIn(stepName, known, matter, problems);
  const at = openComment(body);
  if (at !== undefined) {
    const line = text.split(/\r\n|\n|\r/).length - body.split("\n").length + at + 1;
    problems.push({ line, message: "a comment begins here and does not end: put --> behind it" });
  }
  const parts = partsOf(body);
  const about = known?.steps.find(({ id }) => id === step?.id);
  const outside = countWords(body);
  // Somebody may answer in the quotation itself; looked up where there is nothing else.
  const inside = outside > 0 || !known || !about ? 0 : wordsBeyond(body, questionOf(known, about));
  return {
    file,
    title:
      matter?.title ?? parts.find(({ level }) => level > 0 && level < 2)?.title ?? spoken(name),
    date: matter?.date ?? dateOf(name),
    lab,
    step,
    tags: matter?.tags ?? [],
    body,
    words: outside + inside,
    isWritten: inside > 0 || parts.some(isOwn),
    problems,
  };
}

const collator = new Intl.Collator("en", { numeric: true });

/** The older first; of one day, by name: x.md, x-2.md, x-10.md. Without a date, before all that have one. */
export function byAge(a: Entry, b: Entry): number {
  if (a.date !== b.date) return (a.date ?? "") < (b.date ?? "") ? -1 : 1;
  const name = ({ file }: Entry) => file.replace(/\.md$/i, "");
  return collator.compare(name(a), name(b)) || (a.file < b.file ? -1 : 1);
}

/** Whether something of the learner's stands in a comment, where nobody sees it. */
export function hasHiddenWords({ body }: Entry): boolean {
  const hints: readonly string[] = Object.values(HINTS);
  return commentsIn(body).some((text) => text !== "" && !hints.includes(text));
}

function isOwn({ level, title, hasContent }: Part): boolean {
  return hasContent || (level > 0 && !isTemplateHeading(title));
}

function labIn(
  matter: FrontMatter | undefined,
  labs: readonly Lab[],
  problems: Problem[],
): string | undefined {
  if (matter?.lab === undefined) return undefined;
  const name = matter.lab.toLowerCase();
  const number = /^(?:db-?)?(\d{1,2})$/.exec(name)?.[1]?.padStart(2, "0");
  const lab = labs.find(
    ({ id, title, folder }) => [id, title, folder].includes(name) || id === `db-${number}`,
  );
  if (lab !== undefined) return lab.id;
  const message = `lab: there is no ${matter.lab} here`;
  problems.push({ line: matter.lines.get("lab") ?? 1, message });
  return number === undefined ? name : `db-${number}`;
}

/** "3 memtable", "3" or "memtable"; the id decides, because an update may move a step. */
function stepIn(
  name: string,
  lab: Lab | undefined,
  matter: FrontMatter | undefined,
  problems: Problem[],
): EntryStep | undefined {
  const [, digits, id] = /^(\d{1,3})?[\s,.:]*([a-z][a-z0-9-]*)?$/i.exec(name.trim()) ?? [];
  const number = digits === undefined ? undefined : Number(digits);
  const step: Step | undefined =
    lab?.steps.find((each) => each.id === id?.toLowerCase()) ??
    lab?.steps.find((each) => each.number === number);
  if (step !== undefined) return { number: step.number, id: step.id };
  const message = lab === undefined ? "a step needs its lab" : `${lab.id} has no step ${name}`;
  problems.push({ line: matter?.lines.get("step") ?? 1, message: `step: ${message}` });
  return number === undefined ? undefined : { number, id: undefined };
}

/** "2026-11-22-sync-or-not" is "Sync or not". */
function spoken(name: string): string {
  const words = name
    .replace(/^\d{4}-\d\d-\d\d-?/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
