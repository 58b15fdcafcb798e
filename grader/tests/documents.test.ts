/**
 * The rules for documents: each is fed a small good document, which passes, and a bad one, which
 * must be caught.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { codeProblems } from "../../tools/documents-code.ts";
import { linkProblems } from "../../tools/documents-links.ts";
import { readMarkdown } from "../../tools/documents-markdown.ts";
import {
  CONCEPTS_PARTS,
  conceptsProblems,
  DOCS,
  labPartsProblems,
  STEP_PARTS,
  stepProblems,
} from "../../tools/documents-parts.ts";
import type { Law } from "../../tools/laws.ts";
import type { Problem } from "../../tools/problem.ts";
import { makeTree, repository } from "./tree.ts";

const words = (count: number) => "word ".repeat(count).trim();
const fold = (summary: string) =>
  `<details><summary>${summary}</summary>\n\nAn answer.\n\n</details>\n`;
const drawing = "```text\n+--+\n```\n";
const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);
const law = (hint: string): Law => ({ id: "a", title: "a law", hint, isProperty: false, line: 1 });

/** CONCEPTS.md with its parts, all of them good unless replaced; `undefined` leaves a part out. */
function concepts(replaced: Readonly<Record<string, string | undefined>> = {}): string {
  const good: Record<string, string> = Object.fromEntries(
    CONCEPTS_PARTS.map((part) => [part, words(200)]),
  );
  good["3. How it works"] = `${words(100)}\n\n${drawing}\n${drawing}`;
  good["Check questions"] = [1, 2, 3, 4, 5, 6].map((n) => fold(`Question ${n}`)).join("\n");
  return page("Concepts", CONCEPTS_PARTS, { ...good, ...replaced });
}

function step(replaced: Readonly<Record<string, string | undefined>> = {}): string {
  const good: Record<string, string> = Object.fromEntries(
    STEP_PARTS.map((part) => [part, words(60)]),
  );
  good.Hints = `### One line, one type\n\n${fold("Nudge")}\n${fold("More")}`;
  good["What goes wrong"] = "- one\n- two\n- three";
  return page("A step", STEP_PARTS, { ...good, ...replaced });
}

function page(
  title: string,
  parts: readonly string[],
  bodies: Readonly<Record<string, string | undefined>>,
): string {
  const sections = parts.flatMap((part) => {
    const body = bodies[part];
    return body === undefined ? [] : `## ${part}\n\n${body}\n`;
  });
  return `# ${title}\n\n${sections.join("\n")}`;
}

const ofConcepts = (text: string) => messages(conceptsProblems("CONCEPTS.md", readMarkdown(text)));
const ofStep = (text: string, laws: readonly Law[] = [law("One line, one type")]) =>
  messages(stepProblems("steps/01-x.md", readMarkdown(text), laws));

describe("CONCEPTS.md", () => {
  test("a good one passes", () => {
    expect(ofConcepts(concepts())).toEqual([]);
  });

  test.each(CONCEPTS_PARTS)("the part %s is missed, and seen to be empty", (part) => {
    expect(ofConcepts(concepts({ [part]: undefined }))).toContain(
      `the part "## ${part}" is missing`,
    );
    expect(ofConcepts(concepts({ [part]: "" }))).toContain(`the part "${part}" is empty`);
  });

  test("parts out of order, and parts that are none", () => {
    const swapped = concepts()
      .replace("## 1. What is it", "## X")
      .replace("## 2. Why it matters", "## 1. What is it")
      .replace("## X", "## 2. Why it matters");
    expect(ofConcepts(swapped)).toEqual([
      'the part "1. What is it" is out of its place in the order',
    ]);
    expect(ofConcepts(`${concepts()}\n## More\n\ntext\n`)).toEqual([
      '"## More" is none of its parts',
    ]);
  });

  test("too few words, too many, one title, two drawings, six answers", () => {
    const why = "2. Why it matters";
    const long = concepts({ [why]: words(5_000) });
    expect(ofConcepts(long)[0]).toMatch(/^has 6,\d+ words outside of fences; 1,500 to 3,500$/);
    const short = concepts({ [why]: "x", "4. Core terminology": "x" });
    expect(ofConcepts(short)[0]).toMatch(/^has 1,\d+ words/);
    expect(ofConcepts(`# Two\n\n${concepts()}`)).toEqual(["has 2 titles (# …) for one"]);
    const plain = concepts({ "3. How it works": `${words(200)}\n\n${drawing}` });
    expect(ofConcepts(plain)).toEqual(["has 1 drawings (```text fences); 2 or more"]);
    const five = [1, 2, 3, 4, 5].map((n) => fold(`Question ${n}`)).join("\n");
    expect(ofConcepts(concepts({ "Check questions": five }))).toEqual([
      "5 questions are answered in <details>; 6 or more",
    ]);
  });

  test("words in fences do not count", () => {
    const fenced = concepts({ "2. Why it matters": `\`\`\`text\n${words(5_000)}\n\`\`\`` });
    expect(ofConcepts(fenced)).toEqual([]);
  });

  test("an answer that is not closed, without a summary, or empty", () => {
    const six = (last: string) =>
      `${[1, 2, 3, 4, 5].map((n) => fold(`Question ${n}`)).join("\n")}\n${last}`;
    const wrong = (last: string) => ofConcepts(concepts({ "Check questions": six(last) }));
    expect(wrong("<details><summary>Q</summary>\n\nA.\n")).toEqual(["<details> is never closed"]);
    expect(wrong("<details>\n\nA.\n\n</details>\n")).toEqual([
      "<details> has no <summary>, or an empty one",
    ]);
    expect(wrong("<details><summary>Q</summary>\n\n</details>\n")).toEqual([
      "<details> folds nothing",
    ]);
  });
});

describe("a step's document", () => {
  test("a good one passes", () => {
    expect(ofStep(step())).toEqual([]);
  });

  test.each(STEP_PARTS)("the part %s is missed", (part) => {
    expect(ofStep(step({ [part]: undefined }))).toContain(`the part "## ${part}" is missing`);
  });

  test("its words are 400 to 1,200", () => {
    expect(ofStep(step({ Background: "x", Task: "x" }))[0]).toMatch(/^has 3\d\d words/);
    expect(ofStep(step({ Background: words(1_000) }))[0]).toMatch(/^has 1,\d+ words/);
    const long = `<details><summary>More</summary>\n\n${words(1_000)}\n\n</details>`;
    const hints = `### One line, one type\n\n${fold("Nudge")}\n${long}`;
    expect(ofStep(step({ Hints: hints }))).toEqual([]);
  });

  test("hints have levels, stand once, and a law's own is there", () => {
    const bare = step({ Hints: `### One line, one type\n\n${fold("Nudge")}` });
    expect(ofStep(bare)).toEqual(['the hint "One line, one type" has 1 levels; 2 or more']);
    expect(ofStep(step({ Hints: `${fold("Nudge")}${fold("More")}` }), [])).toEqual([
      "has no ### hint",
    ]);
    expect(ofStep(step(), [law("Elsewhere")])).toEqual([
      'has no "### Elsewhere" under Hints, which the law a names',
    ]);
    const hint = `### One line, one type\n\n${fold("Nudge")}\n${fold("More")}`;
    expect(ofStep(step({ Hints: `${hint}\n${hint}` }))).toEqual([
      'the hint "One line, one type" stands twice',
    ]);
  });

  test("a heading outside of Hints is no hint", () => {
    const elsewhere = step({ Background: `### Elsewhere\n\n${words(60)}` });
    expect(ofStep(elsewhere, [law("Elsewhere")])).toHaveLength(1);
  });

  test.each([
    ["list items", "- one\n- two\n  - a part of two"],
    ["bold paragraphs", "**One.** a\n\n**Two.** b"],
    ["headings", "### One\n\na\n\n### Two\n\nb"],
  ])("two %s are not three things that go wrong", (_name, text) => {
    expect(ofStep(step({ "What goes wrong": `${text}\n\n${words(60)}` }))).toEqual([
      "names 2 things that go wrong; three",
    ]);
  });
});

test("the documents of a lab: missing, stray and empty ones", () => {
  const files = Object.fromEntries(DOCS.map((file) => [`docs/${file}`, `# ${file}\n\ntext\n`]));
  const tree = makeTree({
    steps: { one: ["a"] },
    files: {
      ...files,
      "CONCEPTS.md": concepts(),
      "references.md": "# References\n",
      "steps/01-one.md": step(),
      "steps/02-two.md": step(),
    },
  });
  try {
    rmSync(join(tree.lab.path, "docs/analysis.md"));
    expect(labPartsProblems(tree.lab, new Map())).toEqual([
      {
        file: "labs/db-90-sample/steps/02-two.md",
        message: "is the document of no step in the manifest",
      },
      ...["Papers, by section", "Books, by chapter", "Lectures", "Source code"].map((part) => ({
        file: "labs/db-90-sample/references.md",
        message: `the part "## ${part}" is missing`,
      })),
      ...["Designing Data-Intensive Applications", "Database Internals"].map((book) => ({
        file: "labs/db-90-sample/references.md",
        message: `"Books, by chapter" has no chapter of ${book}`,
      })),
      { file: "labs/db-90-sample/docs/analysis.md", message: "is missing" },
    ]);
  } finally {
    tree.remove();
  }
});

describe("links", () => {
  const root = mkdtempSync(join(tmpdir(), "labs-links-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  put(
    "docs/other.md",
    '# Other, "page"\n\n## Twice\n\n## Twice\n\n<a id="here"></a>\n\n## `code` & _more_\n',
  );
  put("src/file.ts", "one\ntwo");
  const of = (text: string) =>
    linkProblems(root, "docs/page.md", readMarkdown(`# Top\n\n${text}\n`));

  test.each([
    "[a](other.md) [b](../docs/other.md#other-page) [c](#top)",
    "[a](other.md#twice-1) [b](other.md#here) [c](other.md#code--more)",
    "[a](../src/file.ts#L2) [b](../src) [c](../src/)",
    "[a](https://redis.io/docs/) [b](mailto:someone@example.org)",
    '![a](other.md) <a href="other.md">x</a>',
    "`[a](nowhere.md)`",
  ])("%s leads somewhere", (text) => {
    expect(of(text)).toEqual([]);
  });

  test.each([
    ["[a](nowhere.md)", "leads nowhere: there is no docs/nowhere.md"],
    ["[a](other.md#none)", "leads nowhere: no heading has that anchor"],
    ["[a](other.md#twice-2)", "leads nowhere: no heading has that anchor"],
    ["[a](#none)", "leads nowhere: no heading has that anchor"],
    ["[a](../src/file.ts#L9)", "is past the end of the file"],
    ["[a](../src/file.ts#main)", "names an anchor of a file that has none"],
    ["[a](../src#x)", "names an anchor of a folder"],
    ["[a](../../x.md)", "leaves the tree"],
    ["[a](/docs/other.md)", "leaves the tree"],
    ["[a](https://redis)", "has no host"],
    ["[a](http://)", "is not well-formed"],
    ["[a](ftp://example.org)", "is no web address"],
    ["[a](%E0%A4%A.md)", "is not well-formed"],
    ["![a](nowhere.png)", "leads nowhere: there is no docs/nowhere.png"],
    ['<a href="nowhere.md">x</a>', "leads nowhere: there is no docs/nowhere.md"],
    ["| a |\n| --- |\n| [a](nowhere.md) |", "leads nowhere: there is no docs/nowhere.md"],
  ])("%s is caught", (text, message) => {
    expect(messages(of(text))).toEqual([expect.stringContaining(message)]);
  });

  test.each(["![a](file.svg)", '<img src="file.svg">', '<a href="file.svg">x</a>'])(
    "%s is nothing that the site leads to",
    (text) => {
      put("file.svg", "");
      const problems = linkProblems(root, "page.md", readMarkdown(`# Top\n\n${text}\n`));
      expect(messages(problems)).toEqual([expect.stringContaining("is no link of Markdown's")]);
    },
  );

  test("the line is the link's own", () => {
    expect(of("one\ntwo\n[a](nowhere.md)")[0]).toMatchObject({ file: "docs/page.md", line: 5 });
  });
});

describe("code", () => {
  const of = (...texts: string[]) =>
    codeProblems(
      repository,
      texts.map((text, at) => ({ file: `${at}.md`, document: readMarkdown(text) })),
      ["reference"],
    );
  const ts = (code: string, info = "ts") => `Text.\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

  test("good modules, continuations and fragments pass", async () => {
    const module = ts(
      'import { assert } from "@labs/machine";\nassert(true, "x");\nconst n: number = 1;',
    );
    const fragments = [
      "encode(value: number): Uint8Array;",
      "#left = 1;",
      "case 1: return x;",
      "const x = 1; return x;",
      "length: 1, items: [],",
    ].map((code) => ts(code, "ts fragment"));
    expect(
      await of(module + ts("// continues\nconst m: number = n;") + fragments.join("")),
    ).toEqual([]);
  });

  test("a type error is said of the document and its line", async () => {
    expect(
      await of(
        ts("const a = 1;"),
        `${ts("const n = 1;")}\n${ts("// continues\nconst t: string = n;")}`,
      ),
    ).toEqual([{ file: "1.md", line: 11, message: expect.stringMatching(/^TS2322: /) }]);
  });

  test("unknown exports and notes, continuations of nothing, broken fragments", async () => {
    const [unknown] = await of(ts('import { nothing } from "@labs/machine";', "typescript"));
    expect(unknown).toMatchObject({
      file: "0.md",
      line: 4,
      message: expect.stringMatching(/^TS2305/),
    });
    expect(messages(await of(ts("1", "ts sketch")))).toEqual([
      "```ts sketch: only fragment is known",
    ]);
    expect(messages(await of(ts("// continues\n1")))).toEqual([
      "continues nothing: it is the first",
    ]);
    expect(messages(await of(ts("const = ;", "ts fragment")))).toEqual([
      expect.stringContaining("the fragment does not parse"),
    ]);
  });
});
