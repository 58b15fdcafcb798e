/**
 * `npm run log db-01 2`: an entry of the learner's decision log, in their editor, with what the step asks.
 *
 *   npm run log db-01 2            the entry there is, or one made from the template
 *   npm run log db-01 2 new        one more
 *   npm run log db-01 whole        about the whole lab
 *   npm run log about sync or not  about no lab, by its title
 *   npm run log list …             see log-list.ts
 *   npm run log book [FILE] …      see log-book.ts
 *
 * Entries are Markdown files in journal/, the learner's own: one is made, and from then on only its owner writes it.
 * An entry that was left as the template gave it stays: an editor may still have it open.
 */
import { join } from "node:path";
import { type Entry, hasHiddenWords } from "../journal/entry.ts";
import { addEntry, JournalError, nameOf, readJournal, slugOf } from "../journal/folder.ts";
import { moveOlderLogs } from "../journal/older.ts";
import { questionOf } from "../journal/question.ts";
import { type About, dayOf, entryText } from "../journal/template.ts";
import type { Lab, Step } from "../manifest.ts";
import { ProgressStore } from "../progress.ts";
import { lengthText, problemLines, wordCount } from "../screen/journal.ts";
import { Terminal } from "../screen/terminal.ts";
import { printable, wrapped } from "../screen/text.ts";
import { type Invocation, type Run, UsageError } from "./command.ts";
import { readDocument } from "./document.ts";
import { edit, leadsToVi } from "./editor.ts";
import { bookOfLog } from "./log-book.ts";
import { listLog } from "./log-list.ts";
import { labOf, lastGreenStep, namedStep } from "./place.ts";

const OF_LISTS = ["lab", "tag", "since", "until", "words"];

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  try {
    const part = invocation.rest[0]?.toLowerCase();
    if (part === undefined) checkWords(invocation);
    moveOlder(invocation, terminal);
    if (part === "list") return listLog(invocation, terminal);
    if (part === "book") return await bookOfLog(invocation, terminal);
    return await openEntry(invocation, terminal);
  } catch (error) {
    throw error instanceof JournalError ? new UsageError(printable(error.message, 5)) : error;
  }
};

function checkWords({ options }: Invocation): void {
  const stray = OF_LISTS.find((name) => options[name] !== undefined);
  if (stray !== undefined) {
    const value = [options[stray]].flat().join(" ");
    throw new UsageError(
      `${stray} chooses among entries: npm run log list ${stray} ${printable(value, 1, 60)}`,
    );
  }
  if (options.whole === true && options.step !== undefined) {
    throw new UsageError("whole is about all steps of a lab: name a step, or say whole.");
  }
}

/** What an earlier version of the course kept in .labs/log becomes entries. */
function moveOlder({ root, labs }: Invocation, terminal: Terminal): void {
  const { files, kept, problems } = moveOlderLogs(root, labs);
  const count = files.length === 1 ? "1 entry" : `${files.length} entries`;
  const made = files.length === 0 ? [] : [`Your older log is in journal now, as ${count}.`];
  const where = kept.length === 0 ? [] : [`The old files stay: ${kept.join(", ")}.`];
  const lines = [[...made, ...where].join(" "), ...problems].filter((text) => text !== "");
  const width = terminal.columns;
  if (lines.length > 0) {
    terminal.print([...lines.flatMap((line) => wrapped(printable(line), width)), ""]);
  }
}

const VI =
  "Your editor here is vi: i to write; Esc and :wq to keep it and leave. For another one, end it, and: export EDITOR=nano";

async function openEntry(invocation: Invocation, terminal: Terminal): Promise<0> {
  const { root, labs, options } = invocation;
  const { lab, step, about } = await subject(invocation, terminal);
  const { entries } = readJournal(root, labs);
  const isTitled = options.about !== undefined;
  const same = entries.filter((entry) => isAbout(entry, about, isTitled));
  const [newest] = options.new === true ? [] : same;
  const asked = lab === undefined ? undefined : questionFor(lab, step);
  const now = new Date();
  const text = entryText(about, dayOf(now), asked?.text ?? "");
  const file = newest?.file ?? addEntry(root, fileName(about, lab, isTitled, now), text).file;
  if (leadsToVi()) terminal.print(wrapped(VI, terminal.columns));
  const edited = edit(join(root, file), terminal);
  const entry = readJournal(root, labs).entries.find((each) => each.file === file);
  const what = [about.lab?.id, step && `step ${step.number}`].filter(Boolean).join(" ");
  const lines = [`Your entry${what === "" ? "" : ` for ${what}`}: ${printable(file, 1)}`];
  if (entry === undefined) lines.push("There is no such file any more.");
  else lines.push(...(edited.kind === "ended" ? afterText(entry) : beforeText(entry, asked?.said)));
  if (edited.kind === "failed") {
    const editor = printable(edited.editor, 1, 60);
    lines.push(
      edited.isThere
        ? `${editor} did not end well: see whether all is saved.`
        : `There is no program ${editor}. Name one that is there: export EDITOR=nano`,
    );
  }
  if (edited.kind === "none" && edited.isInteractive) {
    lines.push("To have it opened here, name your editor: export EDITOR=nano");
  }
  if (newest !== undefined && same.length > 1) {
    const more = `npm run log list${about.lab === undefined ? "" : ` lab ${about.lab.id}`}`;
    lines.push(`It is the newest of ${same.length}; ${more} shows them.`);
  }
  const { columns } = terminal;
  terminal.print(lines.flatMap((line) => wrapped(line, columns)));
  if (entry !== undefined && entry.problems.length > 0) {
    terminal.print(problemLines([entry], columns));
  }
  return 0;
}

/** Of a lab's entry with a title that was typed, the title too: db-05-memtable-why-an-arena. */
function fileName(about: About, lab: Lab | undefined, isTitled: boolean, now: Date): string {
  const name = nameOf(about, lab, now);
  const title = isTitled && lab !== undefined ? slugOf(about.title) : "";
  return title === "" ? name : `${name}-${title}`;
}

interface Subject {
  readonly lab: Lab | undefined;
  readonly step: Step | undefined;
  readonly about: About;
}

async function subject(invocation: Invocation, terminal: Terminal): Promise<Subject> {
  const { root, named, options } = invocation;
  const title = typeof options.about === "string" ? options.about.trim() : undefined;
  if (title === "") throw new UsageError("about takes a title: npm run log about sync or not");
  if (title !== undefined && named[0] === undefined && options.step === undefined) {
    return { lab: undefined, step: undefined, about: { title, lab: undefined, step: undefined } };
  }
  const store = new ProgressStore(root, { warn: (message) => terminal.print(message) });
  const progress = await store.read();
  const lab = labOf(invocation, progress);
  const isOfStep = options.whole !== true && (title === undefined || options.step !== undefined);
  const step = isOfStep ? (namedStep(invocation, lab) ?? lastGreenStep(lab, progress)) : undefined;
  const own = step?.title ?? `${lab.id} ${lab.title} as a whole`;
  return { lab, step, about: { title: title ?? own, lab, step } };
}

/** Whether an entry is the one that is meant: of the lab and step, and where a title was typed, of that title. */
function isAbout(entry: Entry, { title, lab, step }: About, byTitle: boolean): boolean {
  if (entry.lab !== lab?.id) return false;
  const isStep = step === undefined ? entry.step === undefined : entry.step?.number === step.number;
  if (!isStep) return false;
  const key = (text: string) => slugOf(text) || text.trim().toLowerCase();
  return !byTitle || key(entry.title) === key(title);
}

/** What is asked: the whole text for the entry, the question alone for the screen. */
function questionFor(
  lab: Lab,
  step: Step | undefined,
): { readonly text: string; readonly said: string | undefined } {
  if (step === undefined) {
    const text = `Of all that you decided in ${lab.id} ${lab.title}, what would you do otherwise now?`;
    return { text, said: text };
  }
  const { question } = readDocument(lab, step);
  const decision = questionOf(lab, step);
  return {
    text: decision,
    said: decision === "" ? undefined : `Step ${step.number} asks: ${question ?? plain(decision)}`,
  };
}

/** A decision that asks without a question mark, on one line. */
const plain = (text: string) => printable(text.replace(/[*_`]/g, "").replace(/\s+/g, " "), 1);

function beforeText(entry: Entry, question: string | undefined): readonly string[] {
  if (entry.isWritten) return [`${wordCount(entry.words)} so far.`];
  if (hasHiddenWords(entry)) return afterText(entry);
  return question === undefined ? ["About 150 words."] : [`${question} About 150 words.`];
}

/** Kindly: nothing here is graded. */
function afterText(entry: Entry): readonly string[] {
  if (entry.isWritten) return [lengthText(entry.words)];
  if (hasHiddenWords(entry)) {
    return ["What you wrote stands between <!-- and -->, where nobody sees it: put it below them."];
  }
  return ["Nothing in it yet. It waits for you; the same command opens it again."];
}
