/**
 * references.md of a lab: the papers, the chapters and the lectures that go with it.
 *
 *   ## Papers, by section
 *   - **[Bigtable]** F. Chang et al., *Bigtable: …*, OSDI 2006: §5.3, where the word memtable comes from.
 *   - **[Raft]** D. Ongaro, J. Ousterhout, *In Search of …*, 2014:
 *     - Figure 2: all rules on one page.
 *
 *   ## Books, by chapter                      ## Lectures
 *   - **A. Petrov, *Database Internals***     - **MIT 6.5840, *Distributed Systems*** (spring 2024)
 *     - Chapter 7, *Log-Structured …*: …        - Lecture 7, *Fault Tolerance: Raft (1)*: …
 *
 * A key, a citation with the title in italics, a colon, and what to look for; of a book or a course, a line for each
 * chapter or lecture. A chapter or lecture whose number is not known has none. What does not fit is a problem with its
 * line, and is left out of what is read.
 *
 * Left out: specifications, source code, guides and incidents, whose lines are free.
 */
import { posix } from "node:path";
import { type Item, listItems, type Span, sourceOf } from "./documents-lists.ts";
import { headingNamed, readMarkdown, within } from "./documents-markdown.ts";
import type { Problem } from "./problem.ts";

/** The parts of references.md, as their headings read, in their order. */
export const REFERENCES_PARTS: readonly string[] = [
  "Specifications, by clause",
  "Papers, by section",
  "Books, by chapter",
  "Lectures",
  "Source code",
  "Essays and guides",
  "Incidents",
];

/** Those that a lab may do without. */
export const REFERENCES_OPTIONAL: readonly string[] = [
  "Specifications, by clause",
  "Essays and guides",
  "Incidents",
];

/** The books that every lab has something to say on. */
export const BOOKS: readonly string[] = [
  "Designing Data-Intensive Applications",
  "Database Internals",
];

export interface Paper {
  readonly key: string;
  /** Without marks: what the paper is known by in every lab. */
  readonly title: string;
  /** Authors, title and where it was published, as written; without an address. */
  readonly citation: string;
  readonly address: string | undefined;
  /** What to look for, as written. */
  readonly look: string;
  readonly line: number;
}

/** A book or a course. */
export interface Work {
  /** Without marks. */
  readonly title: string;
  /** As written: name and edition or term. */
  readonly name: string;
  readonly address: string | undefined;
  readonly parts: readonly WorkPart[];
  readonly line: number;
}

/** A chapter or a lecture. */
export interface WorkPart {
  /** `undefined` where it is named by its title alone. */
  readonly number: number | undefined;
  /** As written: `Chapter 3 (second edition: 4), *Storage and Retrieval*`. */
  readonly label: string;
  readonly look: string;
  readonly line: number;
}

export interface References {
  /** Relative to the tree's root. */
  readonly file: string;
  readonly papers: readonly Paper[];
  readonly books: readonly Work[];
  readonly lectures: readonly Work[];
  readonly problems: readonly Problem[];
}

/** @param file relative to the tree's root; links are given as they read from there */
export function readReferences(file: string, text: string): References {
  const document = readMarkdown(text);
  const items = listItems(text, (target) => fromRoot(file, target));
  const problems: Problem[] = [];
  const read = <T>(part: string, readItem: (item: Item) => T | string): readonly T[] => {
    const heading = headingNamed(document, 2, part);
    if (heading === undefined) return [];
    return within(heading, items).flatMap((item) => {
      const found = readItem(item);
      if (typeof found !== "string") return [found];
      problems.push({ file, line: item.line, message: found });
      return [];
    });
  };
  const bad = (line: number, message: string) => void problems.push({ file, line, message });
  const papers = read("Papers, by section", paperOf);
  const books = read("Books, by chapter", (item) => workOf(item, "Chapter", bad));
  const lectures = read("Lectures", (item) => workOf(item, "Lecture", bad));
  papers.forEach(({ key, line }, at) => {
    if (papers.findIndex((paper) => paper.key === key) < at) bad(line, `[${key}] stands twice`);
  });
  return { file, papers, books, lectures, problems };
}

function fromRoot(file: string, target: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return target;
  if (target.startsWith("#")) return `${file}${target}`;
  return posix.normalize(posix.join(posix.dirname(file), target));
}

const PAPER_SHAPE =
  "a paper is - **[Key]** authors, *title*, where and when: what to look for; or a line for each part";

function paperOf({ line, spans, items }: Item): Paper | string {
  const [first, ...rest] = spans;
  const key = first?.kind === "strong" ? /^\[(.+)\]$/.exec(first.plain)?.[1] : undefined;
  const cut = cutAtColon(rest);
  const title = cut?.before.find(({ kind }) => kind === "em")?.plain;
  if (key === undefined || cut === undefined || title === undefined) return PAPER_SHAPE;
  const look = [sourceOf(cut.after).trim(), ...items.map(({ spans: own }) => sourceOf(own))]
    .filter((text) => text !== "")
    .join(" ");
  if (look === "") return PAPER_SHAPE;
  const named = cut.before.filter(({ kind }) => kind !== "link");
  const citation = sourceOf(named)
    .trim()
    .replace(/[,\s]+$/, "");
  return { key, title, citation, address: addressIn(cut.before), look, line };
}

function workOf(
  { line, spans, items }: Item,
  word: string,
  bad: (line: number, message: string) => void,
): Work | string {
  const shape = `expected - **who, *title*** (when), and below it a line for each ${word.toLowerCase()}`;
  const [first] = spans;
  const title = first?.kind === "strong" ? /\*([^*]+)\*\*\*$/.exec(first.source)?.[1] : undefined;
  if (title === undefined || items.length === 0) return shape;
  const parts = items.flatMap((item) => {
    const part = workPartOf(item, word);
    if (part === undefined) {
      const want = `expected - ${word} N, *title*: what to look for; without a number where it is not known`;
      bad(item.line, want);
    }
    return part ?? [];
  });
  const named = spans.filter(({ kind }) => kind !== "link");
  const name = sourceOf(named)
    .trim()
    .replace(/[,\s]+$/, "");
  return { title, name, address: addressIn(spans), parts, line };
}

/** `Chapter 3 (second edition: 4), *Storage and Retrieval*, *Hash Indexes*: …`; look is all behind the first title. */
function workPartOf({ line, spans }: Item, word: string): WorkPart | undefined {
  const at = spans.findIndex(({ kind }) => kind === "em");
  const title = spans[at];
  const head = sourceOf(spans.slice(0, at));
  const number = numberIn(head, word);
  const rest = spans.slice(at + 1);
  const behind = sourceOf(rest);
  const isNamed = title !== undefined && (head === "" || number !== undefined);
  if (!isNamed || !/^(: |, )\S/.test(behind) || cutAtColon(rest) === undefined) return undefined;
  return { number, label: `${head}${title.source}`, look: behind.slice(2), line };
}

function numberIn(text: string, word: string): number | undefined {
  const match = /^(\w+) (\d+)(?: \(second edition: \d+\))?, $/.exec(text);
  return match?.[1] === word ? Number(match[2]) : undefined;
}

function addressIn(spans: readonly Span[]): string | undefined {
  return spans.find(({ kind, source }) => kind === "link" && source.startsWith("<"))?.plain;
}

/** At the first colon that stands in no title, code or link, and ends a word. */
function cutAtColon(
  spans: readonly Span[],
): { readonly before: readonly Span[]; readonly after: readonly Span[] } | undefined {
  for (const [at, span] of spans.entries()) {
    const colon = span.kind === "text" ? /:(?=\s|$)/.exec(span.source)?.index : undefined;
    if (colon === undefined) continue;
    const text = (source: string): Span => ({ kind: "text", source, plain: source });
    const before = [...spans.slice(0, at), text(span.source.slice(0, colon))];
    return { before, after: [text(span.source.slice(colon + 1)), ...spans.slice(at + 1)] };
  }
  return undefined;
}

/** What the file lacks of the two books, by the titles of {@link BOOKS}. */
export function missingBooks({ file, books }: References): readonly Problem[] {
  return BOOKS.filter((title) => !books.some((book) => book.title === title)).map((title) => ({
    file,
    message: `"Books, by chapter" has no chapter of ${title}`,
  }));
}
