/**
 * `npm run log list`: the entries of the decision log, newest first, all or some.
 *
 *   npm run log list lab db-05 tag fsync since 2026-11
 *   npm run log list torn tail              words that are no filter are looked for, as after `words`
 *
 * Filters combine. Where nothing is found, it says what there is.
 */

import type { Entry } from "../journal/entry.ts";
import { type Journal, readJournal } from "../journal/folder.ts";
import { dateOf, tagOf } from "../journal/front-matter.ts";
import {
  countedBy,
  isEverything,
  lineWith,
  selected,
  type Wanted,
  wantedText,
} from "../journal/select.ts";
import { entryLines, problemLines } from "../screen/journal.ts";
import type { Terminal } from "../screen/terminal.ts";
import { oneLine, printable, wrapped } from "../screen/text.ts";
import { type Invocation, UsageError } from "./command.ts";
import { didYouMean } from "./nearest.ts";
import { findLab, findStep } from "./resolve.ts";

const FILTERS = ["lab", "step", "tag", "since", "until", "words"];
const SHOWN_MAX = 8;
/** Of so many entries, their files are shown, to be opened. */
const FEW = 5;

export function listLog(invocation: Invocation, terminal: Terminal): 0 {
  const { root, labs, rest } = invocation;
  const wanted = wantedBy(invocation, rest.slice(1));
  const journal = readJournal(root, labs);
  const entries = selected(journal.entries, wanted);
  const { columns } = terminal;
  const under = (entry: Entry): readonly string[] => {
    const line = wanted.terms.length > 0 ? lineWith(entry, wanted.terms) : undefined;
    return [...(line === undefined ? [] : [line]), ...(entries.length > FEW ? [] : [entry.file])];
  };
  if (entries.length === 0) {
    terminal.print(nothingText(journal, wanted).flatMap((text) => wrapped(text, columns)));
  } else {
    const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
    const of = isEverything(wanted) ? "" : ` of ${journal.entries.length}`;
    const order = entries.length > 1 ? ", newest first" : "";
    terminal.print([`${count}${of}${order}`, "", ...entryLines(entries, columns, under)]);
  }
  const problems = [
    ...journal.problems.flatMap((text) => wrapped(printable(text, 2), columns)),
    ...problemLines(entries.length > 0 ? entries : journal.entries, columns),
  ];
  if (problems.length > 0) terminal.print(["", ...problems]);
  return 0;
}

/**
 * What was typed after `list` or `book`.
 *
 * @param strays words that are no filter's
 * @throws UsageError
 */
export function wantedBy(invocation: Invocation, strays: readonly string[]): Wanted {
  const { labs, options, rest } = invocation;
  const stray = Object.keys(options).find((name) => !FILTERS.includes(name));
  if (stray !== undefined) {
    const command = `log ${rest[0]?.toLowerCase()}`;
    throw new UsageError(
      `${command} takes no ${stray}. To look for the word: npm run ${command} words ${stray}`,
    );
  }
  const isLab = (word: string) => labs.some(({ id, folder }) => [id, folder].includes(word));
  const named = typeof options.lab === "string" ? options.lab : strays.find(isLab);
  const lab = named === undefined ? undefined : findLab(labs, named);
  if (options.step !== undefined && lab === undefined) {
    throw new UsageError("A step of which lab? As in: npm run log list lab db-01 step 2");
  }
  const step = lab && typeof options.step === "string" ? findStep(lab, options.step) : undefined;
  const [since, until] = [dateTyped("since", options.since), dateTyped("until", options.until)];
  if (since !== undefined && until !== undefined && since.slice(0, until.length) > until) {
    throw new UsageError(`since ${since} is later than until ${until}: nothing is in between.`);
  }
  const terms = [...valuesOf(options.words), ...strays.filter((word) => !isLab(word))];
  return {
    ...{ lab: lab?.id, step: step?.number },
    tags: valuesOf(options.tag).map(tagOf),
    since,
    until,
    terms: terms.filter((term) => term.trim() !== ""),
  };
}

function valuesOf(option: Invocation["options"][string] | undefined): readonly string[] {
  return [option ?? []].flat().filter((value) => typeof value === "string");
}

function dateTyped(name: string, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const [, month] = /^\d{4}(?:-(\d\d))?$/.exec(value) ?? ["", "00"];
  const isMonth = month === undefined || (Number(month) >= 1 && Number(month) <= 12);
  if (isMonth || dateOf(value) === value) return value;
  throw new UsageError(
    `${name} takes a date such as 2026-11-22, 2026-11 or 2026, and "${printable(value, 1, 40)}" is none.`,
  );
}

/** Nothing fits: what there is, and what was perhaps meant. */
export function nothingText({ entries }: Journal, wanted: Wanted): readonly string[] {
  if (entries.length === 0) {
    return [
      "Nothing in your decision log yet. npm run log begins it, with the question of the step that you finished last.",
    ];
  }
  const tags = countedBy(entries, (entry) => entry.tags);
  const labs = countedBy(entries, ({ lab }) => (lab === undefined ? [] : [lab]));
  const dates = entries.flatMap(({ date }) => (date === undefined ? [] : [date]));
  const known = tags.map(([tag]) => tag);
  const tag = wanted.tags.find((each) => !known.includes(each));
  const slips = wanted.terms.map((term) => didYouMean(term, FILTERS));
  const slip =
    tag === undefined ? (slips.find((each) => each !== "") ?? "") : didYouMean(tag, known);
  const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
  const [last, first] = [dates[0], dates.at(-1)];
  const when =
    first === undefined ? "" : first === last ? `, of ${first}` : `, from ${first} to ${last}`;
  return [
    `No entry fits ${oneLine(wantedText(wanted), 200)}.${slip === "" ? "" : ` ${oneLine(slip, 80)}`}`,
    `There ${entries.length === 1 ? "is" : "are"} ${count}${when}.`,
    ...(labs.length === 0 ? [] : [`Labs: ${counts([...labs].sort())}.`]),
    ...(tags.length === 0 ? [] : [`Tags: ${counts(tags)}.`]),
  ];
}

function counts(all: readonly (readonly [string, number])[]): string {
  const shown = all.slice(0, SHOWN_MAX).map(([value, count]) => `${oneLine(value, 30)} (${count})`);
  const more = all.length > SHOWN_MAX ? `, and ${all.length - SHOWN_MAX} more` : "";
  return `${shown.join(", ")}${more}`;
}
