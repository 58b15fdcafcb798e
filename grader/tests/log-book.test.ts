/**
 * `npm run log book`: one document of the entries. What it holds is read back with a Markdown parser; words stay.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import chalk from "chalk";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fitted } from "../src/journal/book-text.ts";
import { countWords } from "../src/journal/words.ts";
import { entry, type LogTree, makeLogTree } from "./log-samples.ts";

let tree: LogTree;

beforeAll(() => {
  chalk.level = 0;
});
beforeEach(() => {
  tree = makeLogTree();
  vi.stubEnv("EDITOR", "");
  vi.stubEnv("VISUAL", "");
  vi.stubEnv("INIT_CWD", tree.root);
});
afterEach(() => {
  vi.unstubAllEnvs();
  tree.remove();
});

const fitIn = (body: string, to = "journal", references = new Map<string, string>()) =>
  fitted(body, { level: 4, from: "journal", to, references });

describe("an entry in a book", () => {
  test.each([
    ["headings go below", "## A\n\nx\n\n### B\n\ny", "#### A\n\nx\n\n##### B\n\ny"],
    ["none below the sixth", "# A\nx\n#### B\ny\n", "#### A\nx\n###### B\ny"],
    ["underlined ones, too", "A\nb\n===\n\nx\n\nC\n---\ny", "#### A b\n\nx\n\n##### C\ny"],
    ["those of a quotation stay", "> # A\n\n# B\n\nx", "> # A\n\n#### B\n\nx"],
    ["comments go", "a\n\n<!-- b\n\nc -->\n\nd <!-- e -->f", "a\n\nd f"],
    ["what one parted stays parted", "a\n<!-- b -->\nc", "a\n\nc"],
    [
      "in code they stay",
      "```\n<!-- a -->\n# b\n```\n`<!-- c -->`",
      "```\n<!-- a -->\n# b\n```\n`<!-- c -->`",
    ],
    [
      "empty parts go",
      "# Choices considered\n\n## B\n\n<!-- c -->\n\n# What was chosen, and why\n\n<!-- g -->\n\n",
      "#### Choices considered\n\n##### B",
    ],
    [
      "where links lead stays",
      "[a]: b\n\n# A\n\n[a] [c]\n\n# What would change the choice\n\n<!-- e -->\n\n[c]: f",
      "[a]: b\n\n#### A\n\n[a] [c]\n\n[c]: f",
    ],
    ["the question stays", "> q\n\n## Choices considered\n", "> q"],
    ["a fence is closed", "a\n\n~~~~ts\n# b\n", "a\n\n~~~~ts\n# b\n~~~~"],
    ["what cannot be closed is text", "a\n<!-- `b`", "```markdown\na\n<!-- `b`\n```"],
    ["tags, too", "<script>\n```\n", "````markdown\n<script>\n```\n````"],
    ["code that is indented", "    a\n\nb", "    a\n\nb"],
  ])("%s", (_, body, text) => {
    expect(fitIn(body)).toBe(text);
    const headed = fitIn(`${body}\n\n`).concat("\n\n### next\n");
    expect(new MarkdownIt({ html: true }).render(headed)).toContain("<h3>next</h3>");
  });

  test.each([
    ["[a](b.md) ![c](../d/e%20f.png#g)", "[a](../journal/b.md) ![c](../d/e%20f.png#g)"],
    ["[a](<b c.md> 'T') `[d](e)`", "[a](<../journal/b c.md> 'T') `[d](e)`"],
    ["[a]: b.md", "[a]: ../journal/b.md"],
    ["[a](https://b/c) [d](#e) [f](/g) <mailto:h@i>", undefined],
    ['<img src="a.png">', '<img src="../journal/a.png">'],
    ["[a](b_(c).md)", "[a](../journal/b_(c).md)"],
    ["```\n[a](b)\n```", undefined],
  ])("%s, in a book that lies elsewhere", (body, text) => {
    expect(fitIn(body, "docs")).toBe(text ?? body);
    expect(fitIn(body, "journal")).toBe(body);
  });

  test("however an entry is put together, its words are there once, and what follows is outside", () => {
    const pieces = [
      ...[
        "#",
        "##",
        "Under\n---",
        "Under\n===",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "| a |\n|---|",
      ],
      ...["```", "~~~", "````", "`", "``", "<!--", "-->", "<div>", "</div>", "<pre>", "<![CDATA["],
      ...["[a]: b", "[a]", "[a](b", "*", "\\", "---", "", "", "", " ", "w"],
    ];
    const line = fc.array(fc.constantFrom(...pieces), { maxLength: 3 });
    const body = fc.array(line, { maxLength: 12 }).map((lines) => {
      let count = 0;
      return lines
        .map((words) => words.map((word) => (word === "w" ? ` word${count++} ` : word)).join(""))
        .join("\n");
    });
    fc.assert(
      fc.property(body, (text) => {
        const book = `${fitIn(text)}\n\n### next\n`;
        expect(new MarkdownIt({ html: true }).render(book)).toMatch(/<h3>next<\/h3>\n$/);
        const words = text.replace(/<!--.*?-->/gs, "").match(/word\d+/g) ?? [];
        expect(words.filter((word) => book.split(word).length !== 2)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("references that lead elsewhere get other labels", () => {
    const references = new Map<string, string>();
    const one = "[a][1], [1], [B c][]\n\n[1]: https://one\n[b C]: x.md";
    expect(fitIn(one, "journal", references)).toBe(one);
    const two =
      "[a][1], [1], [b c][], `[1]`, [1](y), [`c`][1], ``[1]`d``\n\n[1]: https://two\n[b c]: x.md";
    const text = fitIn(two, "journal", references);
    expect(text).toBe(
      "[a][1-2], [1][1-2], [b c][], `[1]`, [1](y), [`c`][1-2], ``[1]`d``\n\n[1-2]: https://two\n[b c]: x.md",
    );
    const links = [...new MarkdownIt().render(`${one}\n\n${text}`).matchAll(/href="([^"]*)"/g)];
    expect(links.map(([, link]) => link)).toEqual([
      ...["https://one", "https://one", "x.md"],
      ...["https://two", "https://two", "x.md", "y", "https://two"],
    ]);
  });
});

describe("the book", () => {
  const fill = () => {
    tree.put(
      "journal/db-05-01-encode.md",
      entry(
        ["title: An [arena]", "date: 2026-11-02", "lab: db-05", "step: 1", "tags: [memory, api]"],
        "> Which?\n\n## Choices considered\n\n- Objects\n\n## What was chosen, and why\n\nOne buffer: *4 MiB*.\n",
      ),
    );
    tree.put(
      "journal/db-01-02-decode.md",
      entry(["lab: db-01", "step: 2", "date: 2026-10-03", "tags: api", "title: Copies"], "I copy."),
    );
    tree.put("journal/db-01-resp.md", entry(["lab: db-01", "title: Whole"], "No tags.\n"));
    tree.put("journal/page.md", "My page, see [it](db-01-resp.md).\n");
  };
  const BOOK = `# Decision log

4 entries, 2026-10-03 to 2026-11-02; 13 words.

<a id="contents"></a>

## Contents

- [What was decided, by theme](#themes)
- [db-01 resp](#db-01-resp)
  - [Step 2: Copies](#entry-db-01-02-decode)
  - [Whole](#entry-db-01-resp)
- [db-05 memtable](#db-05-memtable)
  - [Step 1: An \\[arena\\]](#entry-db-05-01-encode)
- [Of no lab](#of-no-lab)
  - [Page](#entry-page)

<a id="themes"></a>

## What was decided, by theme

### api

- [Step 2: Copies](#entry-db-01-02-decode) (db-01): I copy.
- [Step 1: An \\[arena\\]](#entry-db-05-01-encode) (db-05): One buffer: 4 MiB.

### memory

- [Step 1: An \\[arena\\]](#entry-db-05-01-encode) (db-05): One buffer: 4 MiB.

### Without a tag

- [Whole](#entry-db-01-resp) (db-01): No tags.
- [Page](#entry-page): My page, see it.

<a id="db-01-resp"></a>

## db-01 resp

<a id="entry-db-01-02-decode"></a>

### Step 2: Copies

2026-10-03 · api · [db-01-02-decode.md](db-01-02-decode.md)

I copy.

<a id="entry-db-01-resp"></a>

### Whole

[db-01-resp.md](db-01-resp.md)

No tags.

<a id="db-05-memtable"></a>

## db-05 memtable

<a id="entry-db-05-01-encode"></a>

### Step 1: An \\[arena\\]

2026-11-02 · memory · api · [db-05-01-encode.md](db-05-01-encode.md)

> Which?

#### Choices considered

- Objects

#### What was chosen, and why

One buffer: *4 MiB*.

<a id="of-no-lab"></a>

## Of no lab

<a id="entry-page"></a>

### Page

[page.md](page.md)

My page, see [it](db-01-resp.md).
`;

  test("is ordered by lab and step, and begins with the themes", async () => {
    fill();
    await tree.log("db-01 1");
    expect(await tree.log("book")).toEqual({
      code: 0,
      said: "journal/book.md: 4 entries, 13 words. Left out, with nothing in it yet: 1.\n",
    });
    const text = tree.read("journal/book.md");
    expect(text.slice(text.indexOf("\n") + 1)).toBe(BOOK);
    const anchors = [...text.matchAll(/<a id="([^"]*)">/g)].map(([, id]) => id);
    expect(new Set(anchors).size).toBe(anchors.length);
    const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, id]) => id);
    expect(links.filter((id) => !anchors.includes(id))).toEqual([]);
    expect((await tree.log("list")).said).toMatch(/^5 entries/);
  });

  test("is made anew over itself, also after git wrote CRLF, and never over anything else", async () => {
    fill();
    await tree.log("book");
    tree.put("journal/book.md", tree.read("journal/book.md").replaceAll("\n", "\r\n"));
    tree.put("journal/more.md", "More.\n");
    expect((await tree.log("book")).said).toContain("5 entries, 14 words");
    const changed = `${tree.read("journal/book.md")}Mine.\n`;
    tree.put("journal/book.md", changed);
    expect(await tree.refused("book")).toBe(
      "journal/book.md was changed since it was made, and is not written over.\n" +
        "Name another file: npm run log book journal/book-2.md",
    );
    expect(tree.read("journal/book.md")).toBe(changed);
    expect(await tree.refused("book journal/page.md")).toMatch(/is no book that log book made/);
    expect(tree.read("journal/page.md")).toMatch(/^My page/);
    expect(await tree.refused("book no/such.md")).toMatch(/There is no folder/);
    tree.put("folder.md/x", "");
    expect(await tree.refused("book folder.md")).toMatch(/is no file/);
  });

  test("of some entries, somewhere else: links lead where they led", async () => {
    fill();
    expect((await tree.log("book docs.md until 2026-10")).said).toMatch(/^docs\.md: 1 entry, 2 w/);
    expect((await tree.log("book docs.md")).said).toMatch(/^docs\.md: 4 entries/);
    const text = tree.read("docs.md");
    expect(text).toContain("[it](journal/db-01-resp.md)");
    expect(text).toContain("[page.md](journal/page.md)");
    for (const [, link = ""] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(readFileSync(join(tree.root, link), "utf8")).not.toBe("");
    }
    expect((await tree.log("book db-05 lab.md")).said).toMatch(/^lab\.md: 1 entry/);
  });

  test("keeps every word that counts", async () => {
    fill();
    await tree.log("book");
    const text = tree.read("journal/book.md");
    const own = text.slice(text.indexOf('<a id="db-01-resp">'));
    // Beside the entries' 13 words: 4 links to their files, 3 tags and 2 dates.
    expect(countWords(own.replace(/^> .*/gm, ""))).toBe(13 + 4 + 3 + 2);
  });

  test("of nothing is none", async () => {
    expect(await tree.log("book")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^Nothing/),
    });
    await tree.log("db-01 1");
    expect((await tree.log("book")).said).toContain("there is no book");
    expect((await tree.log("book tag x")).said).toContain("No entry fits tag x.");
    expect(tree.names("journal")).toEqual(["db-01-01-encode.md"]);
  });

  test("what was chosen is cut at a sentence where it is long", async () => {
    const long = `${"A sentence that says a thing of some length. ".repeat(9)}`;
    tree.put("journal/a.md", `First.\n\n# Decision\n\n${long}\n`);
    tree.put("journal/b.md", `${"words ".repeat(90)}\n`);
    await tree.log("book");
    const text = tree.read("journal/book.md");
    expect(text).toContain(
      "- [Decision](#entry-a): A sentence that says a thing of some length. A sentence that says a thing of some length. A sentence that says a thing of some length. A sentence that says a thing of some length.\n",
    );
    expect(text).toContain(`- [B](#entry-b): ${"words ".repeat(36)}…\n`);
  });
});
