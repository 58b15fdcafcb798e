/**
 * What is read of references.md, and what BOOKS.md makes of it: each rule with something bad that must be caught, and
 * something good that passes.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { booksText, readingProblems, readReadings } from "../../tools/books.ts";
import { withDerived } from "../../tools/derived-part.ts";
import { listItems, sourceOf } from "../../tools/documents-lists.ts";
import { readMarkdown } from "../../tools/documents-markdown.ts";
import { referencesProblems } from "../../tools/documents-parts.ts";
import type { Problem } from "../../tools/problem.ts";
import { readReferences } from "../../tools/references.ts";
import { readLabs } from "../src/manifest.ts";
import { makeTree, repository, type Tree } from "./tree.ts";

const FILE = "labs/db-90-sample/references.md";
const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);

const PAPER =
  "- **[Bloom 1970]** B. H. Bloom, *Space/Time Trade-offs: A Title*, CACM 13(7), 1970: §2, *Method 2*.";
const DDIA = `- **M. Kleppmann, *Designing Data-Intensive Applications*** (2017)
  - Chapter 3 (second edition: 4), *Storage and Retrieval*, *Hash Indexes* and
    *SSTables*: a log, then order.`;
const INTERNALS = `- **A. Petrov, *Database Internals*** (2019)
  - Chapter 7, *Log-Structured Storage*: all of it.
  - Chapter 5, *Transaction Processing and Recovery*, *Recovery*: what comes first.`;
const LECTURES = `- **MIT 6.5840 (formerly 6.824), *Distributed Systems*** (spring 2024), <https://example.org/>
  - Lecture 7, *Fault Tolerance: Raft (1)*: elections.
  - *Without a number*: the rest.`;
const SOURCE = "- **Redis**, `dict.c`: slices.";

/** A good references.md, with other texts for some of its parts; an empty one leaves the part out. */
function references(parts: Readonly<Record<string, string>> = {}): string {
  const all: Readonly<Record<string, string>> = {
    "Papers, by section": PAPER,
    "Books, by chapter": `${DDIA}\n${INTERNALS}`,
    Lectures: LECTURES,
    "Source code": SOURCE,
    ...parts,
  };
  const sections = Object.entries(all).map(([part, text]) => text && `## ${part}\n\n${text}\n`);
  return `# References\n\n${sections.filter(Boolean).join("\n")}`;
}

const read = (parts?: Readonly<Record<string, string>>) => readReferences(FILE, references(parts));

describe("items of lists", () => {
  test("keep their lines, what is in them, and how it is written", () => {
    const text =
      "Text.\n\n- **a** *b: c* `d*`, [e](f.md)\n  goes on <https://g.org/>\n  - in _it_\n\n1. last\n";
    const items = listItems(text, (target) => `x/${target}`);
    expect(items.map(({ line }) => line)).toEqual([3, 7]);
    expect(sourceOf(items[0]!.spans)).toBe(
      "**a** *b: c* `d*`, [e](x/f.md) goes on <https://g.org/>",
    );
    expect(items[0]!.items.map(({ line, spans }) => [line, sourceOf(spans)])).toEqual([
      [5, "in *it*"],
    ]);
  });

  test("a text in which Markdown would find marks is written so that it does not", () => {
    expect(sourceOf(listItems("- a\\*b\\* and \\[c\\]\n")[0]!.spans)).toBe("a\\*b\\* and \\[c\\]");
  });
});

describe("references.md", () => {
  test("papers, chapters and lectures are read with what to look for", () => {
    const { papers, books, lectures, problems } = read();
    expect(problems).toEqual([]);
    expect(papers).toEqual([
      {
        key: "Bloom 1970",
        title: "Space/Time Trade-offs: A Title",
        citation: "B. H. Bloom, *Space/Time Trade-offs: A Title*, CACM 13(7), 1970",
        address: undefined,
        look: "§2, *Method 2*.",
        line: 5,
      },
    ]);
    expect(books.map(({ title, parts }) => [title, parts.map(({ number }) => number)])).toEqual([
      ["Designing Data-Intensive Applications", [3]],
      ["Database Internals", [7, 5]],
    ]);
    expect(books[0]!.parts[0]).toMatchObject({
      label: "Chapter 3 (second edition: 4), *Storage and Retrieval*",
      look: "*Hash Indexes* and *SSTables*: a log, then order.",
    });
    expect(lectures[0]).toMatchObject({
      title: "Distributed Systems",
      address: "https://example.org/",
    });
    expect(lectures[0]!.parts.map(({ label }) => label)).toEqual([
      "Lecture 7, *Fault Tolerance: Raft (1)*",
      "*Without a number*",
    ]);
  });

  test("a paper may say what to look for line by line; its address is no part of the citation", () => {
    const [paper] = read({
      "Papers, by section":
        "- **[Raft]** D. Ongaro, *In Search*, 2014, <https://raft.github.io/raft.pdf>:\n  - Figure 2.\n  - §5.",
    }).papers;
    expect(paper).toMatchObject({
      citation: "D. Ongaro, *In Search*, 2014",
      address: "https://raft.github.io/raft.pdf",
      look: "Figure 2. §5.",
    });
  });

  test("links are given as they read from the root", () => {
    const [paper] = read({
      "Papers, by section":
        "- **[A]** A, *B*, 2000: [there](../machine/README.md#faults), [here](#lectures).",
    }).papers;
    expect(paper!.look).toBe(`[there](labs/machine/README.md#faults), [here](${FILE}#lectures).`);
  });

  test.each([
    ["Papers, by section", "- A. Author, *Title*, 2000: §1.", "a paper is - **[Key]**"],
    ["Papers, by section", "- **[A]** A. Author, Title, 2000: §1.", "a paper is - **[Key]**"],
    ["Papers, by section", "- **[A]** A. Author, *Title: more*, 2000.", "a paper is - **[Key]**"],
    ["Papers, by section", "- **[A]** A. Author, *Title*, 2000:", "a paper is - **[Key]**"],
    ["Papers, by section", `${PAPER}\n${PAPER}`, "[Bloom 1970] stands twice"],
    ["Lectures", "- **MIT, *Systems*** (2024): all of it.", "a line for each lecture"],
    ["Lectures", "- **MIT, Systems** (2024)\n  - Lecture 1, *A*: b.", "a line for each lecture"],
    ["Lectures", "- **MIT, *Systems*** (2024)\n  - Chapter 1, *A*: b.", "expected - Lecture N"],
    ["Lectures", "- **MIT, *Systems*** (2024)\n  - Lecture 1: b.", "expected - Lecture N"],
    [
      "Lectures",
      "- **MIT, *Systems*** (2024)\n  - Lecture 1, *A*, and no more",
      "expected - Lecture N",
    ],
    ["Books, by chapter", DDIA, "has no chapter of Database Internals"],
    ["Books, by chapter", INTERNALS, "has no chapter of Designing Data-Intensive"],
    ["Papers, by section", "", 'the part "## Papers, by section" is missing'],
    ["Books, by chapter", "", 'the part "## Books, by chapter" is missing'],
    ["Lectures", "", 'the part "## Lectures" is missing'],
    ["Source code", "", 'the part "## Source code" is missing'],
    ["Papers", PAPER, '"## Papers" is none of its parts'],
  ])("%s: %s is caught", (part, text, message) => {
    const document = readMarkdown(references({ [part]: text }));
    expect(messages(referencesProblems(FILE, document))).toContainEqual(
      expect.stringContaining(message),
    );
  });

  test("a good one passes, with and without the parts that not every lab has; each has its place", () => {
    const of = (text: string) => messages(referencesProblems(FILE, readMarkdown(text)));
    expect(of(references())).toEqual([]);
    expect(of(references({ "Essays and guides": "- a", Incidents: "- b" }))).toEqual([]);
    const late = references({ "Specifications, by clause": "- a" });
    expect(of(late)).toEqual([
      'the part "Specifications, by clause" is out of its place in the order',
    ]);
  });

  test("those of this tree fit, agree with one another, and so does the template", () => {
    const readings = readReadings(repository, readLabs(repository));
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.flatMap(({ references: { problems } }) => problems)).toEqual([]);
    expect(readingProblems(readings)).toEqual([]);
    const template = readFileSync(join(repository, "tools/template/references.md.tmpl"), "utf8");
    expect(referencesProblems("template", readMarkdown(template))).toEqual([]);
  });
});

describe("BOOKS.md", () => {
  const parts = ["labs", "books", "lectures", "papers"];
  const page = `# Books\n\n${parts.map((part) => `<!-- derived: ${part} -->\nold\n<!-- end -->\nBetween.\n`).join("\n")}`;
  let tree: Tree | undefined;
  afterEach(() => {
    tree?.remove();
    tree = undefined;
  });
  const readings = (text = references()) => {
    tree = makeTree({ steps: { one: ["a"] }, files: { "references.md": text } });
    return readReadings(tree.root, [tree.lab]);
  };

  test("has labs by chapter, lecture and paper, and these by lab; twice is as once", () => {
    const own = readings();
    const text = booksText(page, own)!;
    expect(text).toContain(
      "| [db-90-sample](labs/db-90-sample/references.md) | 3 | 5, 7 | MIT 6.5840: 7 | Bloom 1970 |",
    );
    expect(text).toContain(`### A. Petrov, *Database Internals* (2019)

- Chapter 5, *Transaction Processing and Recovery*
  - [db-90-sample](labs/db-90-sample/references.md#books-by-chapter): *Recovery*: what comes first.
- Chapter 7, *Log-Structured Storage*
  - [db-90-sample](labs/db-90-sample/references.md#books-by-chapter): all of it.`);
    expect(text).toContain("- Lecture 7, *Fault Tolerance: Raft (1)*\n  - [db-90-sample]");
    expect(text).toContain(
      "- B. H. Bloom, *Space/Time Trade-offs: A Title*, CACM 13(7), 1970\n  - [db-90-sample]",
    );
    expect(text).not.toContain("old");
    expect(text.match(/Between\./g)).toHaveLength(4);
    expect(booksText(text, own)).toBe(text);
  });

  test("one chapter of two labs is one entry, in the order of the labs", () => {
    const [one] = readings();
    const other = { ...one!, lab: { ...one!.lab, id: "db-91", folder: "db-91-sample" } };
    const text = booksText(page, [one!, other])!;
    expect(text.match(/- Chapter 7, /g)).toHaveLength(1);
    expect(text).toContain(
      "*Log-Structured Storage*\n  - [db-90-sample](labs/db-90-sample/references.md#books-by-chapter): all of it.\n  - [db-91-sample]",
    );
    expect(readingProblems([one!, other])).toEqual([]);
  });

  test.each([
    ["Papers, by section", PAPER.replace("B. H. Bloom", "B. Bloom")],
    ["Books, by chapter", `${DDIA}\n${INTERNALS.replace("Log-Structured Storage", "LSM Trees")}`],
    ["Books, by chapter", `${DDIA.replace("(2017)", "(2018)")}\n${INTERNALS}`],
    ["Lectures", LECTURES.replace("Raft (1)", "Raft")],
  ])("%s that another lab writes in another way is caught with its line", (part, changed) => {
    const [one] = readings();
    const own = { lab: one!.lab, references: { ...read({ [part]: changed }), file: "other.md" } };
    const problems = readingProblems([one!, own]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: "other.md", line: expect.any(Number) });
    expect(problems[0]!.message).toContain(FILE);
  });

  test("needs a place for each part", () => {
    expect(booksText(page.replace("derived: papers", "papers"), readings())).toBeUndefined();
    expect(withDerived("<!-- derived: a -->", "text", "a")).toBeUndefined();
  });
});
