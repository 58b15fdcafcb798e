/**
 * `npm run log`: entries made, opened and listed; what is said, and that nothing is ever written over.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import chalk from "chalk";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { dayOf } from "../src/journal/template.ts";
import { entry, type LogTree, makeLogTree } from "./log-samples.ts";
import { makeTree, repository } from "./tree.ts";

let tree: LogTree;
const today = dayOf(new Date());

beforeAll(() => {
  chalk.level = 0;
});
beforeEach(() => {
  tree = makeLogTree();
  vi.stubEnv("VISUAL", "");
  vi.stubEnv("EDITOR", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  tree.remove();
});

describe("an entry", () => {
  test("is made from the template, once, and only its owner writes it", async () => {
    expect((await tree.log("db-01 1")).said).toBe(
      "Your entry for db-01 step 1: journal/db-01-01-encode.md\n" +
        "Step 1 asks: Which would you want, and who notices? About 150 words.\n",
    );
    const text = tree.read("journal/db-01-01-encode.md");
    expect(text).toContain(
      `---\ntitle: Encode replies\ndate: ${today}\nlab: db-01\nstep: 1 encode\ntags: [] # such as`,
    );
    expect(text).toContain(
      "---\n\n> Redis replaces line breaks by `spaces`. Which would you want,\n> and who notices?\n\n<!-- About",
    );
    const written = text.replace("## What would", "I throw, because bytes lie.\n\n## What would");
    tree.put("journal/db-01-01-encode.md", written);
    expect((await tree.log("db-01")).said).toContain("5 words so far.\n");
    expect(tree.read("journal/db-01-01-encode.md")).toBe(written);
    expect(tree.names("journal")).toEqual(["db-01-01-encode.md"]);
  });

  test("is found by what its front matter says, whatever its file is called", async () => {
    tree.put("journal/thoughts/mine.md", entry(["lab: db-01", "step: decode"], "x y"));
    expect((await tree.log("db-01 decode")).said).toBe(
      "Your entry for db-01 step 2: journal/thoughts/mine.md\n2 words so far.\n",
    );
  });

  test("new: one more; without it, the newest is opened", async () => {
    tree.put(
      "journal/db-01-01-encode.md",
      entry(["lab: db-01", "step: 1", "date: 2026-01-01"], "x"),
    );
    expect((await tree.log("db-01 1 new")).said).toContain("journal/db-01-01-encode-2.md\n");
    expect((await tree.log("db-01 1")).said).toContain(
      "journal/db-01-01-encode-2.md\n" +
        "Step 1 asks: Which would you want, and who notices? About 150 words.\n" +
        "It is the newest of 2; npm run log list lab db-01 shows them.\n",
    );
  });

  test("of one day, the one with the highest number is the newest", async () => {
    for (const name of ["encode", "encode-2", "encode-10"]) {
      const head = ["lab: db-01", "step: 1", "date: 2026-11-22"];
      tree.put(`journal/db-01-01-${name}.md`, entry(head, name));
    }
    expect((await tree.log("db-01 1")).said).toContain("journal/db-01-01-encode-10.md\n");
  });

  test("of a whole lab, and of none, by its title", async () => {
    expect((await tree.log("db-05 whole")).said).toBe(
      "Your entry for db-05: journal/db-05-memtable.md\n" +
        "Of all that you decided in db-05 memtable, what would you do otherwise now?\nAbout 150 words.\n",
    );
    expect((await tree.log("about why step 3: a new help?")).said).toContain(
      `Your entry: journal/${today}-why-step-3-a-new-help.md\n`,
    );
    expect((await tree.log('about "Why step 3, a new help"')).said).not.toContain("-2.md");
    await tree.log("db-05 about arenas");
    expect(tree.names("journal")).toEqual([
      `${today}-why-step-3-a-new-help.md`,
      "db-05-memtable-arenas.md",
      "db-05-memtable.md",
    ]);
    expect((await tree.log("db-05 about Arenas")).said).toContain("db-05-memtable-arenas.md");
    expect((await tree.log("list")).said).not.toContain(".md:");
  });

  test.each([
    ["db-01 1 whole", /name a step, or say whole/],
    ["tag fsync", /^tag chooses among entries: npm run log list tag fsync$/],
    ["lsit", /No lab is called lsit\. Did you mean list\?/],
    ["about", /about needs a value: log … about TITLE/],
    ["list new", /log list takes no new\. To look for the word: npm run log list words new/],
    ["list step 2", /A step of which lab\?/],
    ["list lab db-9", /No lab is called db-9/],
    ["list since 2026-11-02 until 2026-10", /since 2026-11-02 is later than until 2026-10/],
    ["list since 2026-13", /since takes a date such as 2026-11-22, 2026-11 or 2026, and "2026-13"/],
    ["list until soon", /until takes a date/],
    ["book a.md b.md", /log book takes one FILE/],
    ["book fsync", /log book writes Markdown: npm run log book fsync\.md/],
  ])("%s is refused with what would do", async (typed, message) => {
    expect(await tree.refused(typed)).toMatch(message);
    expect(() => tree.names("journal")).toThrow();
  });

  test("a journal that is a file, or not writable: what to do", async () => {
    tree.put("journal", "a file");
    expect(await tree.refused("db-01 1")).toMatch(/mv journal journal\.txt/);
    expect(await tree.refused("list")).toMatch(/mv journal journal\.txt/);
    expect(tree.read("journal")).toBe("a file");
  });

  test.skipIf(process.getuid?.() === 0)("a journal that nobody may write to", async () => {
    tree.put("journal/x.md", "x");
    chmodSync(join(tree.root, "journal"), 0o500);
    expect(await tree.refused("db-01 1")).toMatch(/journal cannot be written .*ls -ld journal/);
    chmodSync(join(tree.root, "journal"), 0o700);
  });

  test("what an older course kept in .labs/log is moved first, and said", async () => {
    tree.put(
      ".labs/log/db-01.md",
      "# db-01 resp: decisions\n\n## Step 1: Encode replies\n\nMine.\n",
    );
    expect((await tree.log("db-01 1")).said).toBe(
      "Your older log is in journal now, as 1 entry. The old files stay:\n" +
        ".labs/log/db-01.md.moved.\n\n" +
        "Your entry for db-01 step 1: journal/db-01-01-encode.md\n1 word so far.\n",
    );
  });
});

describe("the editor", () => {
  const isTTY = [process.stdin, process.stdout].map((stream) => [stream, stream.isTTY] as const);
  afterEach(() => {
    for (const [stream, was] of isTTY) stream.isTTY = was;
  });
  /** Somebody sits there, whose editor is this line of a shell; $1 is the file. */
  const sit = (editor: string) => {
    for (const [stream] of isTTY) stream.isTTY = true;
    vi.stubEnv("TERM", "xterm");
    writeFileSync(join(tree.root, "edit"), editor);
    vi.stubEnv("VISUAL", `sh '${join(tree.root, "edit")}' --wait`);
  };

  test("has words of its own, and what was written is counted kindly", async () => {
    sit('test "$1" = --wait && printf "one two three\\n" >> "$2"');
    expect((await tree.log("db-01 1")).said).toBe(
      "Your entry for db-01 step 1: journal/db-01-01-encode.md\n" +
        "3 words: the gist of it, and it may stay so.\n",
    );
    sit('printf "word %.0s" $(seq 109) >> "$2"');
    expect((await tree.log("db-01 1")).said).toContain(
      "112 words: enough to know in a year what you meant.\n",
    );
  });

  test("left as it was: it waits; answered in a comment: where to put it", async () => {
    sit("true");
    expect((await tree.log("db-01 1")).said).toContain(
      "Nothing in it yet. It waits for you; the same command opens it again.\n",
    );
    sit('sed -i.bak "s/<!-- Two/<!-- I took two/" "$2"');
    expect((await tree.log("db-01 1")).said).toContain("What you wrote stands between <!-- and");
  });

  test("an answer within the quotation counts, and the book has it", async () => {
    sit('sed -i.bak "s/^> and who notices?/&\\n> I throw, loudly./" "$2"');
    expect((await tree.log("db-01 1")).said).toContain("\n3 words: the gist of it");
    expect((await tree.log("list")).said).toContain("Encode replies  3 words");
    expect((await tree.log("book")).said).toMatch(/: 1 entry, 3 words/);
    expect(tree.read("journal/book.md")).toContain("> and who notices?\n> I throw, loudly.\n");
  });

  test("one that fails, one that takes the file away, and a head that it broke are said", async () => {
    sit("exit 7");
    const failed = (await tree.log("db-01 1")).said;
    expect(failed).toMatch(
      /About 150 words\.\nsh .* did not end well: see whether all is\nsaved\./s,
    );
    vi.stubEnv("VISUAL", "no-such-editor");
    expect((await tree.log("db-01 1")).said).toContain("There is no program no-such-editor.");
    sit('rm "$2"');
    expect((await tree.log("db-01 1")).said).toContain("There is no such file any more.\n");
    sit('printf -- "---\\ntitle: a: b\\n---\\n\\nwords\\n" > "$2"');
    expect((await tree.log("db-01 1")).said).toContain(
      'journal/db-01-01-encode.md:2: a text with a colon needs quotes: title: "a: b"\n',
    );
    sit("");
    vi.stubEnv("VISUAL", " ");
    expect((await tree.log("db-05 1")).said).toContain("name your editor: export EDITOR=nano\n");
  });
});

describe("list", () => {
  const fill = () => {
    tree.put(
      "journal/db-01-01-encode.md",
      entry(
        ["title: Throw on CR", "date: 2026-10-30", "lab: db-01", "step: 1", "tags: [errors, api]"],
        "I throw.\n\n## Later\n\nA torn\ttail is\u001b[2J cut.",
      ),
    );
    tree.put(
      "journal/db-05-02-decode.md",
      entry(["title: Arena", "date: 2026-11-02", "lab: db-05", "step: 2", "tags: errors"], "Tail."),
    );
    tree.put("journal/page.md", "My page\n");
  };

  test("newest first, with what is wrong beneath", async () => {
    fill();
    tree.put("journal/db-05-01-encode.md", entry(["title: a: b", "date: 2026-11-03"], ""));
    expect((await tree.log("list")).said).toBe(
      `4 entries, newest first

  2026-11-03  db-05 1  a: b         not yet
                       journal/db-05-01-encode.md
  2026-11-02  db-05 2  Arena        1 word   errors
                       journal/db-05-02-decode.md
  2026-10-30  db-01 1  Throw on CR  7 words  errors, api
                       journal/db-01-01-encode.md
  no date              Page         2 words
                       journal/page.md

journal/db-05-01-encode.md:2: a text with a colon needs quotes: title: "a: b"
`,
    );
  });

  test.each([
    ["tag errors", ["Arena", "Throw"]],
    ["tag #Errors tag api", ["Throw"]],
    ["lab db-05", ["Arena"]],
    ["db-05", ["Arena"]],
    ["lab resp step 1", ["Throw"]],
    ["since 2026-11", ["Arena"]],
    ["since 2026-10-30 until 2026-10", ["Throw"]],
    ["until 2026", ["Arena", "Throw"]],
    ["words tail", ["Arena", "Throw"]],
    ["words TORN tail", ["Throw"]],
    ['"torn tail"', []],
    ["tail tag api", ["Throw"]],
  ])("%s", async (typed, titles) => {
    fill();
    const { said } = await tree.log(`list ${typed}`);
    expect(["Arena", "Throw", "Page"].filter((title) => said.includes(title))).toEqual(titles);
    expect(said).not.toContain("\u001b");
  });

  test("the line where the words stand is shown, harmless", async () => {
    fill();
    expect((await tree.log("list torn")).said).toContain(
      "1 entry of 3\n\n  2026-10-30  db-01 1  Throw on CR  7 words  errors, api\n" +
        "                       A torn tail is\\x1b[2J cut.\n" +
        "                       journal/db-01-01-encode.md\n",
    );
  });

  test("where nothing fits, what there is", async () => {
    expect((await tree.log("list")).said).toMatch(
      /^Nothing in your decision log yet\. npm run log/,
    );
    fill();
    expect((await tree.log("list tag error lab db-05")).said).toBe(
      "No entry fits lab db-05, tag error. Did you mean errors?\n" +
        "There are 3 entries, from 2026-10-30 to 2026-11-02.\n" +
        "Labs: db-01 (1), db-05 (1).\nTags: errors (2), api (1).\n",
    );
    expect((await tree.log("list sinec monday")).said).toContain("Did you mean since?");
  });

  test("of many, the files are not shown", async () => {
    for (let day = 1; day <= 6; day++) {
      tree.put(`journal/db-01-01-${day}.md`, entry([`date: 2026-11-0${day}`, "title: T"], "x"));
    }
    expect((await tree.log("list")).said).not.toContain("journal/");
    expect((await tree.log("list since 2026-11-02")).said).toContain("journal/");
  });

  test("no line is wider than the terminal", async () => {
    const title = `title: ${"a long title ".repeat(9)}`;
    tree.put("journal/a.md", entry([title, "lab: db-01", "tags: [tag, x]"], "y"));
    tree.put("journal/b.md", entry([title, `tags: [${"long-tag, ".repeat(9)} 日志日志日志]`], "y"));
    const { said } = await tree.log("list");
    for (const line of said.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(said).toContain("long-tag");
  });
});

test("two at once make one entry, and two that are new", async () => {
  const small = makeTree({ steps: { encode: ["a"] }, files: {} });
  const run = (...words: string[]) => {
    const main = join(import.meta.dirname, "cli-main.ts");
    const env = { ...process.env, NO_COLOR: "1", EDITOR: "", VISUAL: "" };
    const tokens = ["--import", "tsx", main, small.root, "log", ...words];
    const child = spawn(process.execPath, tokens, { cwd: repository, env, stdio: "ignore" });
    return once(child, "close").then(([code]) => code as number);
  };
  try {
    expect(await Promise.all([run("db-90", "1"), run("db-90", "1")])).toEqual([0, 0]);
    const file = join(small.root, "journal/db-90-01-encode.md");
    expect(readFileSync(file, "utf8")).toContain("step: 1 encode\n");
    writeFileSync(file, "mine");
    expect(await run("db-90", "1", "new")).toBe(0);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(readFileSync(file.replace(".md", "-2.md"), "utf8")).toContain("step: 1 encode\n");
  } finally {
    small.remove();
  }
});
