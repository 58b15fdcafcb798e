/**
 * Logs as they were before there was a journal: one file a lab, `.labs/log/db-01.md`, a section a step.
 *
 *   # db-01 resp: decisions
 *
 *   ## Step 2: Decode, however it is cut    ──▶  journal/db-01-02-decode.md
 *   > the question
 *   the learner's words
 *
 * Each section with more in it than the question becomes an entry, word for word; what stands before the first, one about the whole
 * lab. Then the old file gets another name, db-01.md.moved, and stays: nothing is ever deleted. A section begins at a
 * heading as the old log wrote it; the learner's own headings belong to the section they stand in.
 *
 * Stopped in the middle, the next run goes on: an entry's name and text follow from the old file alone, so that the same
 * section is not moved twice.
 */
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../manifest.ts";
import { addEntry, nameOf } from "./folder.ts";
import { questionOf, quotesAlone } from "./question.ts";
import { dayOf, headText } from "./template.ts";
import { commentsIn, partsOf } from "./words.ts";

const FOLDER = ".labs/log";
const MOVED = ".moved";

export interface Moved {
  /** The entries that were made. */
  readonly files: readonly string[];
  /** By path below the root, where the old files are now. */
  readonly kept: readonly string[];
  /** Old files that could not be moved, a sentence each; they are as they were. */
  readonly problems: readonly string[];
}

/** Moves what older logs there are. @throws JournalError where the journal cannot be written */
export function moveOlderLogs(root: string, labs: readonly Lab[]): Moved {
  const files: string[] = [];
  const kept: string[] = [];
  const problems: string[] = [];
  for (const name of olderLogs(join(root, FOLDER))) {
    const file = `${FOLDER}/${name}`;
    let text: string;
    try {
      text = readFileSync(join(root, file), "utf8");
    } catch (error) {
      problems.push(`${file}, of your older log, cannot be read: ${(error as Error).message}`);
      continue;
    }
    const id = name.replace(/\.md$/, "");
    const date = statSync(join(root, file)).mtime;
    for (const { title, number, body } of sectionsOf(text)) {
      const lab = labs.find((each) => each.id === id);
      const known = lab?.steps.find((step) => step.number === number);
      if (lab && known && isUnanswered(body, questionOf(lab, known))) continue;
      const step = number === undefined ? undefined : { number, ...known };
      const about = { title, lab: { id }, step };
      const made = addEntry(
        root,
        nameOf(about, lab, date),
        `${headText(about, dayOf(date))}\n${body}\n`,
      );
      if (made.isNew) files.push(made.file);
    }
    const aside = freeName(root, `${file}${MOVED}`);
    try {
      renameSync(join(root, file), join(root, aside));
      kept.push(aside);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // Somebody else's run was first.
      if (code !== "ENOENT") problems.push(`${file} is in journal now, and stays: ${message}`);
    }
  }
  return { files, kept, problems };
}

function olderLogs(folder: string): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^db-\d\d\.md$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

interface Section {
  readonly title: string;
  /** Undefined for what stands before the first step. */
  readonly number: number | undefined;
  readonly body: string;
}

function sectionsOf(text: string): readonly Section[] {
  const body = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const lines = body.split("\n");
  const starts = partsOf(body).flatMap(({ level, title, from }) => {
    const [, number, name] = (level === 2 && /^Step (\d+): (.*)$/.exec(title)) || [];
    return number === undefined || name === undefined
      ? []
      : [{ number: Number(number), name, from }];
  });
  const head = lines.slice(0, starts[0]?.from);
  if (/^# db-\d\d .*: decisions$/.test(head[0] ?? "")) head.shift();
  const steps = starts.map(({ number, name, from }, index) => ({
    ...{ number, title: name },
    lines: lines.slice(from + 1, starts[index + 1]?.from),
  }));
  const all = [{ number: undefined, title: "From my older log", lines: head }, ...steps];
  return all
    .map((section) => ({ ...section, body: section.lines.join("\n").replace(/^\n+|\s+$/g, "") }))
    .filter((section) => section.body !== "");
}

/** Whether there is nothing but the question, as the older log wrote it. */
function isUnanswered(body: string, question: string): boolean {
  const isEmpty = partsOf(body).every(({ level, hasContent }) => level === 0 && !hasContent);
  return isEmpty && commentsIn(body).length === 0 && quotesAlone(body, question);
}

function freeName(root: string, file: string): string {
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? file : `${file}-${copy}`;
    if (!existsSync(join(root, name))) return name;
  }
}
