/**
 * One document of the decision log, from which a design write-up can start:
 *
 *   # Decision log
 *   ## Contents
 *   ## What was decided, by theme       by tag: a line of each entry, with what was chosen
 *   ## db-01 resp                       then the entries themselves, by lab and step
 *   ### Step 1: Encode replies
 *   #### What was chosen, and why
 *
 * The learner's words stand as they were written; see book-text.ts for what is fitted. What nobody has written in yet
 * is left out. Of the same entries it is the same document, to the byte: git shows what was decided since.
 */
import { posix } from "node:path";
import type { Lab } from "../manifest.ts";
import { marked } from "./book-mark.ts";
import { fitted } from "./book-text.ts";
import { byAge, type Entry } from "./entry.ts";
import { slugOf } from "./folder.ts";
import { countedBy } from "./select.ts";
import { partsOf } from "./words.ts";

const GIST_MAX = 220;
const ENTRY_LEVEL = 3;

/** An entry at its place in the document. */
interface Chapter {
  readonly entry: Entry;
  readonly title: string;
  readonly anchor: string;
}

interface Group {
  readonly title: string;
  readonly anchor: string;
  readonly chapters: readonly Chapter[];
}

/**
 * @param entries those that are written; see Entry.isWritten
 * @param to the folder that the document will lie in, relative to the tree's root, with slashes
 */
export function bookText(entries: readonly Entry[], labs: readonly Lab[], to: string): string {
  const groups = groupsOf(entries, labs);
  const references = new Map<string, string>();
  const chapters = groups.flatMap(({ title, anchor, chapters }) => [
    ...headingLines(2, title, anchor),
    ...chapters.flatMap((chapter) => chapterLines(chapter, to, references)),
  ]);
  const themes = themeLines(groups);
  const lines = ["# Decision log", "", ...summaryLines(entries), ...contentsLines(groups)];
  return marked(`${[...lines, ...themes, ...chapters].join("\n").trimEnd()}\n`);
}

function groupsOf(entries: readonly Entry[], labs: readonly Lab[]): readonly Group[] {
  const anchors = new Set<string>(["contents", "themes"]);
  const anchorOf = (name: string) => {
    let anchor = name;
    for (let copy = 2; anchors.has(anchor); copy++) anchor = `${name}-${copy}`;
    anchors.add(anchor);
    return anchor;
  };
  const ids = [...new Set(entries.map(({ lab }) => lab))].sort((a, b) =>
    (a ?? "\uffff") < (b ?? "\uffff") ? -1 : 1,
  );
  return ids.map((id) => {
    const lab = labs.find((each) => each.id === id);
    const title = id === undefined ? "Of no lab" : lab === undefined ? id : `${id} ${lab.title}`;
    const own = entries.filter((entry) => entry.lab === id).sort(byStep);
    return {
      title: escaped(title),
      anchor: anchorOf(slugOf(title) || "lab"),
      chapters: own.map((entry) => ({
        entry,
        title: titleOf(entry),
        anchor: anchorOf(slugOf(`entry ${entry.file.replace(/^journal\/|\.md$/gi, "")}`)),
      })),
    };
  });
}

/** Steps in their order, then the lab as a whole; of one step, the older first. */
function byStep(a: Entry, b: Entry): number {
  const steps = (a.step?.number ?? Infinity) - (b.step?.number ?? Infinity);
  if (steps !== 0 && !Number.isNaN(steps)) return steps;
  return byAge(a, b);
}

function titleOf({ step, title }: Entry): string {
  const said = escaped(title);
  return step === undefined ? said : `Step ${step.number}: ${said}`;
}

function summaryLines(entries: readonly Entry[]): readonly string[] {
  const dates = entries.flatMap(({ date }) => (date === undefined ? [] : [date])).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const when = first === undefined ? "" : first === last ? ` of ${first}` : `, ${first} to ${last}`;
  const words = entries.reduce((sum, entry) => sum + entry.words, 0);
  const count = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
  return [`${count}${when}; ${words} words.`, ""];
}

function contentsLines(groups: readonly Group[]): readonly string[] {
  return [
    ...headingLines(2, "Contents", "contents"),
    "- [What was decided, by theme](#themes)",
    ...groups.flatMap(({ title, anchor, chapters }) => [
      `- [${title}](#${anchor})`,
      ...chapters.map((chapter) => `  - [${chapter.title}](#${chapter.anchor})`),
    ]),
    "",
  ];
}

/** Each tag with its entries, the most frequent first; at the end those without. */
function themeLines(groups: readonly Group[]): readonly string[] {
  const chapters = groups.flatMap((group) => group.chapters);
  const tags = countedBy(
    chapters.map(({ entry }) => entry),
    (entry) => entry.tags,
  );
  const untagged = chapters.filter(({ entry }) => entry.tags.length === 0);
  const sections = tags.flatMap(([tag]) => [
    ...[`### ${escaped(tag)}`, ""],
    ...chapters.filter(({ entry }) => entry.tags.includes(tag)).map(themeLine),
    "",
  ]);
  const head = tags.length > 0 && untagged.length > 0 ? ["### Without a tag", ""] : [];
  const rest = untagged.length > 0 ? [...head, ...untagged.map(themeLine), ""] : [];
  return [...headingLines(2, "What was decided, by theme", "themes"), ...sections, ...rest];
}

function themeLine({ entry, title, anchor }: Chapter): string {
  const where = entry.lab === undefined ? "" : ` (${escaped(entry.lab)})`;
  const gist = gistOf(entry);
  return `- [${title}](#${anchor})${where}${gist === "" ? "" : `: ${gist}`}`;
}

/** The first sentences of what was chosen; of an entry without that heading, of its first paragraph. */
function gistOf({ body }: Entry): string {
  const parts = partsOf(body).filter((part) => part.words > 0);
  const part =
    parts.find(({ title }) => /\b(chose|chosen|choice made|decided|decision)\b/i.test(title)) ??
    parts[0];
  return escaped(shortened(part?.paragraph.replace(/\s+/g, " ").trim() ?? ""), /[\\[\]<>*_]/g);
}

function shortened(text: string): string {
  if (text.length <= GIST_MAX) return text;
  const head = text.slice(0, GIST_MAX);
  const sentences = /^.{40,}[.!?](?=\s)/s.exec(head)?.[0];
  return sentences ?? `${head.replace(/\s+\S*$/, "")} …`;
}

function chapterLines(
  { entry, title, anchor }: Chapter,
  to: string,
  references: Map<string, string>,
): readonly string[] {
  const { date, tags, file, body } = entry;
  const from = posix.dirname(file);
  const path = posix.relative(to, file);
  const link = `[${escaped(posix.basename(file))}](${/[\s()<>]/.test(path) ? `<${path}>` : path})`;
  const about = [...(date === undefined ? [] : [date]), ...tags.map((tag) => escaped(tag)), link];
  const text = fitted(body, { level: ENTRY_LEVEL + 1, from, to, references });
  return [...headingLines(ENTRY_LEVEL, title, anchor), about.join(" · "), "", text, ""];
}

/** A heading, with an anchor that needs no rule of how a page makes one of its text. */
function headingLines(level: number, text: string, anchor: string): readonly string[] {
  return [`<a id="${anchor}"></a>`, "", `${"#".repeat(level)} ${text}`, ""];
}

/** A title with what would be a link or a tag as text; code and emphasis in it stay. */
function escaped(text: string, marks = /[\\[\]<>]/g): string {
  const pieces = text.replace(/\s+/g, " ").split(/(`[^`]*`)/);
  return pieces.map((piece, at) => (at % 2 === 1 ? piece : piece.replace(marks, "\\$&"))).join("");
}
