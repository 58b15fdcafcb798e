/**
 * Entries of the decision log as data: front matter however it was typed, words as they count, and older logs.
 */
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasHiddenWords, parseEntry } from "../src/journal/entry.ts";
import { addEntry, readJournal, slugOf } from "../src/journal/folder.ts";
import { splitFrontMatter } from "../src/journal/front-matter.ts";
import { moveOlderLogs } from "../src/journal/older.ts";
import { entryText } from "../src/journal/template.ts";
import { countWords } from "../src/journal/words.ts";
import { labNamed } from "./canned.ts";
import { entry, type LogTree, makeLogTree } from "./log-samples.ts";

const labs = [labNamed("db-01", "resp"), labNamed("db-05", "memtable")];
const read = (text: string, file = "journal/db-01-02-decode.md") => parseEntry(file, text, labs);

describe("front matter", () => {
  test("says what an entry is about", () => {
    const head = ["title: Cut", "date: 2026-11-22", "lab: db-01", "step: 2 decode", "tags: [A, b]"];
    expect(read(entry(head, "Three words here."), "journal/x.md")).toMatchObject({
      ...{ title: "Cut", date: "2026-11-22", lab: "db-01", step: { number: 2, id: "decode" } },
      ...{ tags: ["a", "b"], words: 3, isWritten: true, problems: [] },
    });
  });

  test.each([
    ["tags: fsync, torn tail", ["fsync", "torn tail"]],
    ["tags: '#fsync #Naming'", ["fsync", "naming"]],
    ["tags:\n  - fsync\n  - 2026\n  - fsync", ["fsync", "2026"]],
    ["tags: []  # such as", []],
    ["tags:", []],
    ["tags: { a: b }", []],
  ])("%s", (line, tags) => {
    expect(read(entry([line], "x")).tags).toEqual(tags);
  });

  test.each(["2 decode", "2", "decode", "DECODE", "9 decode", "02. decode"])("step: %s", (step) => {
    expect(read(entry(["lab: resp", `step: ${step}`], "x"), "journal/x.md")).toMatchObject({
      ...{ lab: "db-01", step: { number: 2, id: "decode" }, problems: [] },
    });
  });

  test("with CRLF, a mark of byte order and blanks behind the dashes is the same", () => {
    const text = entry(["lab: 5", "title: Größe"], "one two\nthree").replaceAll("\n", "\r\n");
    expect(read(`\ufeff${text.replace("---", "---  ")}`)).toMatchObject({
      ...{ lab: "db-05", title: "Größe", words: 3, problems: [], body: "\none two\nthree\n" },
    });
  });

  test.each([
    [["title: a: b", "date: 2026-11-22"], 2, 'a text with a colon needs quotes: title: "a: b"'],
    [["lab: db-01", "tags: [a"], 3, "is no YAML: "],
    [["date: yesterday"], 2, 'date: "yesterday" is no date such as 2026-11-22'],
    [["lab: db-01", "date: 2026-02-30"], 3, 'date: "2026-02-30" is no date'],
    [["lab: db-77"], 2, "lab: there is no db-77 here"],
    [["lab: db-01", "step: 7 encoder"], 3, "step: db-01 has no step 7 encoder"],
    [["title: [a, b]"], 2, "title: takes one value, and not a list"],
    [["- a list"], 2, "front matter is lines such as"],
  ])("%j is a problem with its line, and the rest counts", (head, line, message) => {
    const { problems, words } = read(entry(head, "two words"));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(message) });
    expect(words).toBe(2);
  });

  test("where it is broken, its lines and the file's name still say what they can", () => {
    expect(read(entry(["title: a: b", "date: 2026-11-22", "tags: [c]"], "x"))).toMatchObject({
      ...{ title: "a: b", date: "2026-11-22", tags: ["c"] },
      ...{ lab: "db-01", step: { number: 2, id: "decode" } },
    });
    const endless = read("---\ntitle: T\n\nwords\n");
    expect(endless.problems).toEqual([{ line: 1, message: expect.stringContaining("put ---") }]);
    expect(endless).toMatchObject({ title: "T", lab: "db-01" });
  });

  test("a file without any is somebody's page, by its name and its first heading", () => {
    expect(read("I began\n", "journal/2026-11-22-day-1.md")).toMatchObject({
      ...{ title: "Day 1", date: "2026-11-22", lab: undefined, words: 2, problems: [] },
    });
    expect(read("# A day\n", "journal/y.md")).toMatchObject({
      title: "A day",
      isWritten: true,
      words: 0,
    });
    expect(read("", "journal/y.md")).toMatchObject({ title: "Y", words: 0 });
  });

  test("aliases that grow without end are values that nobody reads", () => {
    const lines = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [of, name] of ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"].map((p) => [...p])) {
      lines.push(`${name}: &${name} [${Array(9).fill(`*${of}`).join(",")}]`);
    }
    expect(read(entry([...lines, "tags: *i", "lab: db-01"], "x")).lab).toBe("db-01");
  });
});

describe("words", () => {
  const template = entryText(
    { title: "T", lab: labs[0], step: undefined },
    "2026-11-22",
    "Q?\n\nR",
  );
  test.each([
    ["the template alone", template, 0],
    ["prose", "Two choices, one `fsync(2)` each: a - b don't write-ahead.", 9],
    ["headings", "# One\n\ntext\n\nTwo\n===\n", 1],
    ["the question at the head", "> not these\n> nor these\n\nbut these", 2],
    ["below a heading, too", "# T\n\n> not these\n\nbut these", 2],
    ["another quotation", "but these\n\n> and these\n", 4],
    ["comments", "<!-- no -->\none <!-- no --> two\n<!-- no\n\nno --> \nthree", 3],
    ["a comment without an end", "one\n\n<!-- no no\n\nno", 1],
    ["code between fences", "one\n```ts\nno no\n```\n\n    no no\n", 1],
    ["lists, tables and links", "- one\n- two\n\n|a|b|\n|-|-|\n|c|d|\n\n[three](no-no.md)", 7],
    ["HTML", "<details><summary>one two</summary>\n\nthree\n\n</details>", 3],
    ["a script without blanks", "日志先写", 3],
  ])("%s", (_, text, words) => {
    expect(countWords(splitFrontMatter(text).body)).toBe(words);
  });

  test("what stands in a comment that is not the template's is noticed", () => {
    expect(hasHiddenWords(read(template))).toBe(false);
    expect(hasHiddenWords(read(template.replace("Two or three,", "I took one,")))).toBe(true);
    expect(read("a\n\n<!-- b\n", "journal/x.md").problems).toEqual([
      { line: 3, message: expect.stringContaining("a comment begins here") },
    ]);
  });

  test("code or a picture is something, though no words", () => {
    expect(read("```\ncode\n```\n")).toMatchObject({ words: 0, isWritten: true });
    expect(read("![](picture.png)\n")).toMatchObject({ words: 0, isWritten: true });
  });
});

describe("the folder", () => {
  let tree: LogTree;
  beforeEach(() => {
    tree = makeLogTree();
  });
  afterEach(() => tree.remove());

  test("a name is never taken twice, in whatever case; the same text is the same entry", () => {
    tree.put("journal/DB-01-02-Decode.md", "mine");
    mkdirSync(join(tree.root, "journal/db-01-02-decode-2.md"));
    const add = (text: string) => addEntry(tree.root, "db-01-02-decode", text);
    expect(add("a")).toEqual({ file: "journal/db-01-02-decode-3.md", isNew: true });
    expect(add("a")).toEqual({ file: "journal/db-01-02-decode-3.md", isNew: false });
    expect(add("b")).toEqual({ file: "journal/db-01-02-decode-4.md", isNew: true });
    expect(tree.read("journal/DB-01-02-Decode.md")).toBe("mine");
    expect(tree.names("journal")).toHaveLength(4);
  });

  test("folders within are read; hidden ones, books, other files and what is too large are not", () => {
    tree.put("journal/deep/one.md", "x");
    tree.put("journal/Two.MD", "x");
    tree.put("journal/.trash/three.md", "x");
    tree.put("journal/notes.txt", "x");
    tree.put("journal/large.md", "x".repeat(1_000_001));
    const { entries, problems } = readJournal(tree.root, tree.labs);
    expect(entries.map(({ file }) => file).sort()).toEqual([
      "journal/Two.MD",
      "journal/deep/one.md",
    ]);
    expect(problems).toEqual([expect.stringMatching(/^journal\/large\.md is larger/)]);
  });

  test.each([
    ["Sync, or not?", "sync-or-not"],
    ["Größe & Überlauf", "grosse-uberlauf".replace("ss", "-")],
    ["日志", ""],
    ["ab ".repeat(60), "ab-".repeat(16).slice(0, -1)],
  ])("%s as a name", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });
});

describe("older logs", () => {
  let tree: LogTree;
  beforeEach(() => {
    tree = makeLogTree();
  });
  afterEach(() => tree.remove());

  const older = `# db-01 resp: decisions

Before all.

## Step 1: Encode replies

> Why bytes?

I throw.

## My own heading

\`\`\`
## Step 2: no heading, but code
\`\`\`

## Step 2: Decode, however it is cut

> Why
> cut?


## Step 9: Gone since

Kept.
`;
  const put = () => {
    tree.put("labs/db-01-resp/steps/02-decode.md", "## Decision log\n\nWhy cut?\n");
    tree.put(".labs/log/db-01.md", older);
    const day = new Date(2026, 9, 3, 12);
    utimesSync(join(tree.root, ".labs/log/db-01.md"), day, day);
  };

  test("become an entry for each section, word for word, and stay under another name", () => {
    put();
    tree.put(".labs/log/notes.txt", "x");
    expect(moveOlderLogs(tree.root, tree.labs)).toEqual({
      files: [
        "journal/db-01-resp.md",
        "journal/db-01-01-encode.md",
        "journal/db-01-09-gone-since.md",
      ],
      kept: [".labs/log/db-01.md.moved"],
      problems: [],
    });
    expect(tree.names(".labs/log")).toEqual(["db-01.md.moved", "notes.txt"]);
    expect(tree.read(".labs/log/db-01.md.moved")).toBe(older);
    expect(tree.read("journal/db-01-01-encode.md")).toMatch(
      /^---\ntitle: Encode replies\ndate: 2026-10-03\nlab: db-01\nstep: 1 encode\ntags: .*\n---\n\n> Why bytes\?\n\nI throw\.\n\n## My own heading\n\n```\n## Step 2: no heading, but code\n```\n$/,
    );
    expect(tree.read("journal/db-01-resp.md")).toMatch(/\n---\n\nBefore all\.\n$/);
    const words = readJournal(tree.root, tree.labs).entries.map((each) => each.words);
    expect(words.reduce((sum, each) => sum + each, 0)).toBe(5);
    expect(moveOlderLogs(tree.root, tree.labs).files).toEqual([]);
  });

  test("an answer within the quotation, or to a question that the course changed, is moved too", () => {
    put();
    tree.put(".labs/log/db-01.md", older.replace("> cut?", "> cut?\n> Because."));
    expect(moveOlderLogs(tree.root, tree.labs).files).toContain("journal/db-01-02-decode.md");
    const moved = readJournal(tree.root, tree.labs).entries.find(({ file }) => /02/.test(file));
    expect(moved).toMatchObject({ words: 1, isWritten: true });
    tree.put("labs/db-05-memtable/steps/02-decode.md", "## Decision log\n\nAnother?\n");
    tree.put(".labs/log/db-05.md", "# db-05 memtable: decisions\n\n## Step 2: Decode\n\n> One?\n");
    expect(moveOlderLogs(tree.root, tree.labs).files).toEqual(["journal/db-05-02-decode.md"]);
  });

  test("are moved once, though a move was stopped in the middle", () => {
    put();
    moveOlderLogs(tree.root, tree.labs);
    const names = tree.names("journal");
    put();
    expect(moveOlderLogs(tree.root, tree.labs)).toEqual({
      ...{ files: [], kept: [".labs/log/db-01.md.moved-2"], problems: [] },
    });
    expect(tree.names("journal")).toEqual(names);
  });

  test("stay as they are where the journal cannot be written", () => {
    put();
    writeFileSync(join(tree.root, "journal"), "a file");
    expect(() => moveOlderLogs(tree.root, tree.labs)).toThrow(/journal is a file/);
    expect(tree.read(".labs/log/db-01.md")).toBe(older);
  });
});
