/**
 * The derived parts of BOOKS.md: what every lab's references.md says to read, gathered.
 *
 *   labs/db-05-memtable/references.md ─┐
 *   labs/db-06-sstable/references.md  ─┼─▶  labs:      a row for each lab
 *   …                                 ─┘    books:     by book and chapter, then labs
 *                                           lectures:  by course and lecture, then labs
 *                                           papers:    by paper, then labs
 *
 * The same chapter, lecture or paper is written the same in every lab, so that it is one entry here; where two labs
 * differ, the later one is a problem with its line.
 *
 * Left out: specifications, source code, guides and incidents, which belong to their lab.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../grader/src/manifest.ts";
import { cell, withDerived } from "./derived-part.ts";
import type { Problem } from "./problem.ts";
import { BOOKS, type Paper, type References, readReferences, type Work } from "./references.ts";

/** A lab and what it says to read. */
export interface Reading {
  readonly lab: Lab;
  readonly references: References;
}

/** Of the labs that have a references.md; the others are a problem of the documents. */
export function readReadings(root: string, labs: readonly Lab[]): readonly Reading[] {
  return labs.flatMap((lab) => {
    const file = `labs/${lab.folder}/references.md`;
    if (!existsSync(join(root, file))) return [];
    return { lab, references: readReferences(file, readFileSync(join(root, file), "utf8")) };
  });
}

/** BOOKS.md with its parts as the labs have them; `undefined` where it lacks a place for one. */
export function booksText(text: string, readings: readonly Reading[]): string | undefined {
  const works = (of: "books" | "lectures") => worksText(gather(readings, of), of);
  const parts = {
    labs: labsTable(readings),
    books: works("books"),
    lectures: works("lectures"),
    papers: papersText(readings),
  };
  return Object.entries(parts).reduce<string | undefined>(
    (document, [part, body]) =>
      document === undefined ? undefined : withDerived(document, body, part),
    text,
  );
}

/** Where two labs write one and the same thing in two ways. */
export function readingProblems(readings: readonly Reading[]): readonly Problem[] {
  const said = new Map<string, { readonly as: string; readonly where: string }>();
  const problems: Problem[] = [];
  const same = (what: string, as: string, file: string, line: number) => {
    const before = said.get(what);
    if (before === undefined) said.set(what, { as, where: `${file}:${line}` });
    else if (before.as !== as) {
      problems.push({ file, line, message: `${as}: ${before.where} has it as ${before.as}` });
    }
  };
  for (const { references } of readings) {
    const { file, papers, books, lectures } = references;
    for (const { title, citation, line } of papers) {
      same(`paper ${titleKey(title)}`, citation, file, line);
    }
    for (const work of [...books, ...lectures]) {
      same(`work ${work.name.split("(")[0]}`, work.name, file, work.line);
      for (const { number, label, line } of work.parts) {
        if (number !== undefined) same(`${work.name} ${number}`, label, file, line);
      }
    }
  }
  return problems;
}

type Look = { readonly lab: Lab; readonly look: string };
interface Chapter {
  readonly number: number | undefined;
  readonly label: string;
  readonly looks: Look[];
}
interface Gathered {
  readonly work: Work;
  readonly chapters: Chapter[];
  readonly labs: Set<string>;
}

/** By work, then by chapter or lecture; works that most labs name come first. */
function gather(readings: readonly Reading[], of: "books" | "lectures"): readonly Gathered[] {
  const works = new Map<string, Gathered>();
  for (const { lab, references } of readings) {
    for (const work of references[of]) {
      const gathered = works.get(work.name) ?? { work, chapters: [], labs: new Set<string>() };
      works.set(work.name, gathered);
      gathered.labs.add(lab.id);
      for (const { number, label, look } of work.parts) {
        let chapter = gathered.chapters.find((known) => known.label === label);
        if (chapter === undefined) {
          chapter = { number, label, looks: [] };
          gathered.chapters.push(chapter);
        }
        chapter.looks.push({ lab, look });
      }
    }
  }
  for (const { chapters } of works.values()) {
    chapters.sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || byText(a, b));
  }
  return [...works.values()].sort(
    (a, b) => rank(a) - rank(b) || b.labs.size - a.labs.size || byText(nameOf(a), nameOf(b)),
  );
}

const nameOf = ({ work }: Gathered) => ({ label: work.name });
const byText = (a: { label: string }, b: { label: string }) => (a.label < b.label ? -1 : 1);

/** The two books of every lab stand first, in their order. */
function rank({ work }: Gathered): number {
  const at = BOOKS.indexOf(work.title);
  return at === -1 ? BOOKS.length : at;
}

function worksText(works: readonly Gathered[], of: "books" | "lectures"): string {
  const anchor = of === "books" ? "books-by-chapter" : "lectures";
  const section = ({ work, chapters }: Gathered) => {
    const address = work.address === undefined ? "" : `\n\n<${work.address}>`;
    const lines = chapters.map(
      ({ label, looks }) =>
        `- ${label}\n${looks.map((look) => `  - ${lookText(look, anchor)}`).join("\n")}`,
    );
    return `### ${work.name.replaceAll("**", "")}${address}\n\n${lines.join("\n")}`;
  };
  return works.map(section).join("\n\n");
}

function lookText({ lab, look }: Look, anchor: string): string {
  return `[${lab.id}-${lab.title}](labs/${lab.folder}/references.md#${anchor}): ${look}`;
}

function papersText(readings: readonly Reading[]): string {
  const papers = new Map<string, { readonly paper: Paper; readonly looks: Look[] }>();
  for (const { lab, references } of readings) {
    for (const paper of references.papers) {
      const key = titleKey(paper.title);
      const entry = papers.get(key) ?? { paper, looks: [] };
      papers.set(key, entry);
      entry.looks.push({ lab, look: paper.look });
    }
  }
  return [...papers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { paper, looks }]) => {
      const address = paper.address === undefined ? "" : `, <${paper.address}>`;
      const lines = looks.map((look) => `  - ${lookText(look, "papers-by-section")}`);
      return `- ${paper.citation}${address}\n${lines.join("\n")}`;
    })
    .join("\n");
}

/** A title as it is sorted and compared: without case and article. */
function titleKey(title: string): string {
  return title.toLowerCase().replace(/^(the|an?) /, "");
}

function labsTable(readings: readonly Reading[]): string {
  const rows = readings.map(({ lab, references: { file, books, lectures, papers } }) => {
    const chapters = BOOKS.map((title) => numbers(books.filter((book) => book.title === title)));
    const courses = lectures.map((work) => {
      const known = numbers([work]);
      return known === "" ? courseOf(work) : `${courseOf(work)}: ${known}`;
    });
    const keys = papers.map(({ key }) => key).join(", ");
    const cells = [`[${lab.id}-${lab.title}](${file})`, ...chapters, courses.join("; "), keys];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return [
    `| lab | ${BOOKS.map((title) => `*${title}*`).join(" | ")} | lectures | papers |`,
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** `MIT 6.5840`, of `**MIT 6.5840 (formerly 6.824), *Distributed Systems*** (spring 2024)`. */
function courseOf({ name }: Work): string {
  return name.replace(/^\*\*/, "").split(/,| \(/)[0]!;
}

/** The numbers of the chapters, in order: `3, 7`. */
function numbers(works: readonly Work[]): string {
  const all = works.flatMap(({ parts }) => parts.flatMap(({ number }) => number ?? []));
  return [...new Set(all)].sort((a, b) => a - b).join(", ");
}
