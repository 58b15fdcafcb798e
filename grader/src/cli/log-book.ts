/**
 * `npm run log book [FILE]`: the decision log as one document, `journal/book.md` unless said.
 *
 *   npm run log book                            all entries that are written
 *   npm run log book storage.md tag durability  some of them; the filters of `log list`
 *
 * A file is only written over where this command made it and nobody changed it since.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { bookText } from "../journal/book.ts";
import { isBook, isUnchangedBook } from "../journal/book-mark.ts";
import { JOURNAL, readJournal } from "../journal/folder.ts";
import { selected } from "../journal/select.ts";
import { problemLines } from "../screen/journal.ts";
import type { Terminal } from "../screen/terminal.ts";
import { printable, wrapped } from "../screen/text.ts";
import { type Invocation, UsageError } from "./command.ts";
import { nothingText, wantedBy } from "./log-list.ts";
import { placed } from "./place.ts";

export async function bookOfLog(invocation: Invocation, terminal: Terminal): Promise<0 | 1> {
  const { root, labs, rest } = invocation;
  const isLab = (word: string) => labs.some(({ id, folder }) => [id, folder].includes(word));
  const wanted = wantedBy(invocation, rest.slice(1).filter(isLab));
  const file = fileIn(rest.slice(1).filter((word) => !isLab(word)));
  const path = file === undefined ? join(root, JOURNAL, "book.md") : placed(file);
  const shown = printable(file ?? `${JOURNAL}/book.md`, 1);
  const { columns } = terminal;
  const journal = readJournal(root, labs);
  const found = selected(journal.entries, wanted);
  const entries = found.filter((entry) => entry.isWritten);
  if (found.length === 0) {
    terminal.print(nothingText(journal, wanted).flatMap((text) => wrapped(text, columns)));
    return 1;
  }
  if (entries.length === 0) {
    terminal.print(
      wrapped("Nothing is written in these entries yet, so there is no book.", columns),
    );
    return 1;
  }
  const before = checkedBefore(path, shown);
  const to = relative(root, dirname(path)).split(sep).join("/");
  const text = bookText(entries, labs, to);
  try {
    if (before === undefined) writeFileSync(path, text, { flag: "wx" });
    else await writeFileAtomic(path, text);
  } catch (error) {
    throw new UsageError(`${shown} cannot be written: ${printable((error as Error).message, 2)}`);
  }
  const words = entries.reduce((sum, entry) => sum + entry.words, 0);
  const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
  const left = found.length - entries.length;
  const leftOut =
    left === 0 ? "" : ` Left out, with nothing in ${left === 1 ? "it" : "them"} yet: ${left}.`;
  const said = `${shown}: ${count}, ${words} words.${leftOut}`;
  const problems = problemLines(found, columns);
  terminal.print([...wrapped(said, columns), ...(problems.length > 0 ? ["", ...problems] : [])]);
  return 0;
}

function fileIn(words: readonly string[]): string | undefined {
  const [file, ...more] = words;
  if (more.length > 0) {
    const all = printable(words.join(" "), 1, 60);
    throw new UsageError(`log book takes one FILE, and "${all}" is more.`);
  }
  if (file === undefined || /\.md$/i.test(file)) return file;
  const name = printable(file, 1, 60);
  throw new UsageError(`log book writes Markdown: npm run log book ${name}.md`);
}

/** The book that is there; undefined where nothing is. @throws UsageError where it must not be written over */
function checkedBefore(path: string, shown: string): string | undefined {
  if (!existsSync(path)) {
    if (existsSync(dirname(path))) return undefined;
    throw new UsageError(`There is no folder to write ${shown} in.`);
  }
  if (!statSync(path).isFile()) throw new UsageError(`${shown} is no file: name another.`);
  const before = readFileSync(path, "utf8");
  if (isUnchangedBook(before)) return before;
  const why = isBook(before)
    ? `${shown} was changed since it was made, and is not written over.`
    : `${shown} is no book that log book made, and is not written over.`;
  throw new UsageError(`${why}\nName another file: npm run log book ${JOURNAL}/book-2.md`);
}
