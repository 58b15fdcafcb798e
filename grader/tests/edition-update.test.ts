/**
 * `npm run edition … DEST` over an edition that was made before: what the course brought is renewed, what is the
 * learner's stays, byte for byte, and nobody's work is lost.
 *
 * A course of two labs, made, worked in, changed, and made again.
 */
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeEdition } from "../../tools/edition.ts";
import { isHashOf, readList } from "../../tools/edition-list.ts";
import { UsageError } from "../src/cli/command.ts";
import { readLabs } from "../src/manifest.ts";

let course: string;
let dest: string;

beforeEach(() => {
  course = realpathSync(mkdtempSync(join(tmpdir(), "labs-course-")));
  dest = `${course}-edition`;
  put(course, "package.json", '{ "name": "t", "type": "module", "scripts": { "grade": "g" } }\n');
  put(course, "README.md", "# Course\n");
  put(course, "TOOLS.md", "# Tools\n");
  put(course, ".ci/run", "#!/bin/sh\n");
  chmodSync(join(course, ".ci/run"), 0o755);
  put(course, "labs/machine/src/index.ts", "export const MACHINE = 1;\n");
  put(course, "tools/student/AGENTS.md.tmpl", "# Be kind\n");
  lab("db-01", "base", ["one"]);
  lab("db-02", "top", ["two"], ["db-01"]);
});
afterEach(() => {
  for (const folder of [course, dest]) rmSync(folder, { recursive: true, force: true });
});

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function lab(id: string, title: string, functions: readonly string[], on: readonly string[] = []) {
  const exports = {
    [`${id}=reference`]: "./reference/index.ts",
    reference: "./reference/index.ts",
    default: "./src/index.ts",
  };
  const steps = [{ id: "first", title: "First", file: "first", minutes: 5, tests: ["a-law"] }];
  const manifest = {
    ...{ name: `@labs/${id}`, version: "0.1.0", private: true, description: title, type: "module" },
    exports: { ".": exports },
    dependencies: Object.fromEntries(on.map((each) => [`@labs/${each}`, "0.1.0"])),
    lab: { phase: 1, title, difficulty: 1, hours: 1, client: "none", exports: {}, steps },
  };
  const folder = `labs/${id}-${title}`;
  put(course, `${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  put(course, `${folder}/steps/01-first.md`, "# First\n");
  put(course, `${folder}/tests/01-first.test.ts`, `export const law = "${id}";\n`);
  reference(`${folder}/reference/index.ts`, functions);
}

function reference(path: string, functions: readonly string[]): void {
  const texts = functions.map(
    (name) =>
      `/** The ${name}. @step 1 */\nexport function ${name}(): string {\n  return "${name}";\n}\n`,
  );
  put(course, path, `/**\n * A file.\n */\n\n${texts.join("\n")}`);
}

const make = async (kind: "student" | "instructor" = "student") =>
  (await writeEdition(kind, course, readLabs(course), dest)).join("\n");
const made = (path: string) => readFileSync(join(dest, path), "utf8");
const files = () =>
  readdirSync(dest, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dest.length + 1))
    .sort();
const snapshot = () => Object.fromEntries(files().map((file) => [file, made(file)]));

describe("the list", () => {
  test("names what was brought, sorted, in the format of sha256sum", async () => {
    await make();
    const [head, ...lines] = made("edition.sha256").trimEnd().split("\n");
    expect(head).toBe(
      "# The student edition: what the course brought, by SHA-256. All else here is yours.",
    );
    const hash = (file: string) => createHash("sha256").update(made(file)).digest("hex");
    const others = files().filter((file) => file !== "edition.sha256");
    expect(lines).toStrictEqual(others.map((file) => `${hash(file)}  ${file}`));
  });

  test.each([
    ["", /edition\.sha256:1: /],
    ["# The student edition\nabc  README.md\n", /:2: /],
    [`# The student edition\n${"0".repeat(64)}  ../outside.txt\n`, /:2: /],
    [`# The student edition\n${"0".repeat(64)}  /etc/hosts\n`, /:2: /],
    [`# The student edition\n${"0".repeat(64)}  labs/../../x\n`, /:2: /],
    [`# The student edition\n${"0".repeat(64)}  .labs/progress.json\n`, /:2: /],
  ])("%j is refused, and nothing is changed", async (text, message) => {
    put(dest, "edition.sha256", text);
    await expect(make()).rejects.toThrow(UsageError);
    await expect(make()).rejects.toThrow(message);
    expect(files()).toStrictEqual(["edition.sha256"]);
  });

  test("line ends that git wrote otherwise are no change", () => {
    const hash = createHash("sha256").update("a\nb\n").digest("hex");
    expect(isHashOf(hash, Buffer.from("a\r\nb\r\n"))).toBe(true);
    expect(isHashOf(hash, Buffer.from("a\r\nc\r\n"))).toBe(false);
    expect(isHashOf(undefined, Buffer.from("a\nb\n"))).toBe(false);
  });
});

describe("a student edition, brought up to date", () => {
  test("is as one made afresh, where nobody changed anything; and once more, there is nothing to do", async () => {
    await make();
    put(course, "README.md", "# Course, the second\n");
    put(course, "labs/machine/src/index.ts", "export const MACHINE = 2;\n");
    put(course, "labs/db-01-base/tests/extra.ts", "export const extra = 1;\n");
    rmSync(join(course, "TOOLS.md"));
    expect(await make()).toMatch(/brought up to date\n {2}1 new, 2 renewed, 1 removed;/);
    const updated = snapshot();
    expect(await make()).toBe(`${dest}: the student edition, 2 labs, was up to date`);
    expect(snapshot()).toStrictEqual(updated);
    rmSync(dest, { recursive: true });
    await make();
    expect(updated).toStrictEqual(snapshot());
  });

  test("what is the learner's stays, byte for byte", async () => {
    await make();
    const own = {
      ".git/HEAD": "ref\n",
      ".labs/progress.json": "{}\n",
      "hunt/1.md": "a hunt\n",
      "journal/day-1.md": "I began\n",
      "labs/db-01-base/notes.md": "mine\n",
      "labs/db-01-base/src/index.ts": "export const one = 1;\n",
      "labs/db-01-base/src/own.ts": "export {};\n",
      "labs/db-02-top/node_modules/x/index.js": "x\n",
      "node_modules/y/index.js": "y\n",
      "TOOLS.md.yours": "a copy of before\n",
    };
    for (const [file, text] of Object.entries(own)) put(dest, file, text);
    // The course brings what lies where the learner's is, and renews and drops all it can.
    for (const file of ["journal/day-1.md", "hunt/1.md", "node_modules/y/index.js"]) {
      put(course, file, "the course's\n");
    }
    put(course, "labs/db-01-base/src/own.ts", "export const solved = 1;\n");
    reference("labs/db-01-base/reference/index.ts", ["one", "more"]);
    rmSync(join(course, "labs/db-02-top"), { recursive: true });
    await make();
    for (const [file, text] of Object.entries(own)) expect(made(file), file).toBe(text);
    expect(made("labs/db-02-top/src/index.ts")).toContain("NotImplemented");
    expect(existsSync(join(dest, "labs/db-02-top/tests"))).toBe(false);
  });

  test("a file of the course that was changed is renewed, and the learner's kept beside it", async () => {
    await make();
    put(dest, "README.md", "# Mine\n");
    put(dest, "labs/db-01-base/tests/01-first.test.ts", "export {};\n");
    rmSync(join(dest, "labs/db-01-base/steps/01-first.md"));
    const said = await make();
    expect(said).toContain(
      "\n  README.md   yours: README.md.yours\n" +
        "  labs/db-01-base/tests/01-first.test.ts   yours: labs/db-01-base/tests/01-first.test.ts.yours",
    );
    expect(made("README.md")).toBe("# Course\n");
    expect(made("README.md.yours")).toBe("# Mine\n");
    expect(made("labs/db-01-base/steps/01-first.md")).toBe("# First\n");
    put(dest, "README.md", "# Mine\n");
    await make();
    expect(existsSync(join(dest, "README.md.yours-2"))).toBe(false);
    put(dest, "README.md", "# Mine, again\n");
    expect(await make()).toContain("README.md.yours-2");
    expect(made("README.md.yours")).toBe("# Mine\n");
    expect(made("README.md.yours-2")).toBe("# Mine, again\n");
  });

  test("a file that the course dropped goes if it is unchanged, else it stays", async () => {
    put(course, "docs/a.md", "a\n");
    put(course, "docs/b.md", "b\n");
    put(course, "more/c.md", "c\n");
    await make();
    put(dest, "docs/b.md", "mine\n");
    for (const folder of ["docs", "more"]) rmSync(join(course, folder), { recursive: true });
    expect(await make()).toMatch(/2 removed[\s\S]*they stay and are yours:\n {2}docs\/b\.md$/);
    expect(readdirSync(join(dest, "docs"))).toStrictEqual(["b.md"]);
    expect(existsSync(join(dest, "more"))).toBe(false);
    expect(await make()).toContain("was up to date");
    expect(made("docs/b.md")).toBe("mine\n");
  });

  test("a file of the learner's where the course has one now stays, the course's comes beside it", async () => {
    rmSync(join(course, "tools"), { recursive: true });
    await make();
    put(dest, "AGENTS.md", "# My own\n");
    put(course, "tools/student/AGENTS.md.tmpl", "# Be kind\n");
    expect(await make()).toContain("\n  AGENTS.md   the course's: AGENTS.md.course");
    expect(made("AGENTS.md")).toBe("# My own\n");
    expect(made("AGENTS.md.course")).toBe("# Be kind\n");
    expect(await make()).toContain("was up to date");
    rmSync(join(dest, "AGENTS.md"));
    await make();
    expect(made("AGENTS.md")).toBe("# Be kind\n");
    expect(existsSync(join(dest, "AGENTS.md.course"))).toBe(false);
  });

  test("a new lab comes with its src; a lab that was emptied keeps it so", async () => {
    await make();
    rmSync(join(dest, "labs/db-01-base/src"), { recursive: true });
    lab("db-03", "new", ["three"], ["db-02"]);
    await make();
    expect(made("labs/db-03-new/src/index.ts")).toContain("NotImplemented");
    expect(existsSync(join(dest, "labs/db-02-top/reference.bundle.mjs"))).toBe(true);
    expect(existsSync(join(dest, "labs/db-01-base/src"))).toBe(false);
  });

  test("a lab of another title: the report says where its src is", async () => {
    await make();
    rmSync(join(course, "labs/db-02-top"), { recursive: true });
    lab("db-02", "peak", ["two"], ["db-01"]);
    expect(await make()).toContain(
      "db-02 lies in labs/db-02-peak now; what you wrote is in labs/db-02-top/src still.",
    );
  });

  test("src that is behind the stub is said, and how to see it", async () => {
    reference("labs/db-01-base/reference/other.ts", ["second"]);
    await make();
    const src = made("labs/db-01-base/src/index.ts");
    put(dest, "labs/db-01-base/src/index.ts", `${src}// begun\n`);
    reference("labs/db-01-base/reference/index.ts", ["one", "more"]);
    reference("labs/db-01-base/reference/other.ts", ["second", "third"]);
    reference("labs/db-02-top/reference/index.ts", ["two", "other"]);
    reference("labs/db-02-top/reference/other.ts", ["third"]);
    const said = await make();
    expect(said).toContain(`
db-01: its stub has changed, and these files of src have not:
  labs/db-01-base/src/index.ts   without more (step 1)
  labs/db-01-base/src/other.ts   without third (step 1)   nothing of yours is in it
  To see it: diff -u labs/db-01-base/{src,.stub}/index.ts
  To have it: cp labs/db-01-base/{.stub,src}/other.ts

db-02: its stub has changed, and these files of src have not:
  labs/db-02-top/src/index.ts   without other (step 1)   nothing of yours is in it
  labs/db-02-top/src/other.ts   is not there
  npm run reset db-02 writes the new stub, after saving what is there`);
    expect(made("labs/db-01-base/src/index.ts")).toBe(`${src}// begun\n`);
    expect(made("labs/db-01-base/.stub/index.ts")).toContain("more");
    expect(files()).not.toContain("labs/db-02-top/src/other.ts");
    // It is said until the function is there, or the file is the stub.
    expect(await make()).toContain("without more (step 1)");
    put(dest, "labs/db-01-base/src/index.ts", `${src}export const more = () => "more";\n`);
    put(dest, "labs/db-01-base/src/other.ts", made("labs/db-01-base/.stub/other.ts"));
    expect(await make()).not.toContain("db-01: ");
  });

  test("a folder in the way of a file ends it before anything is written", async () => {
    await make();
    rmSync(join(dest, "README.md"));
    put(dest, "README.md/deep.md", "mine\n");
    put(course, "TOOLS.md", "# New\n");
    const before = snapshot();
    await expect(make()).rejects.toThrow(/README\.md is a folder.*move it away first/);
    expect(snapshot()).toStrictEqual(before);
  });

  test("a link is replaced, what it leads to stays", async () => {
    await make();
    const elsewhere = `${course}-elsewhere.md`;
    writeFileSync(elsewhere, "elsewhere\n");
    rmSync(join(dest, "README.md"));
    symlinkSync(elsewhere, join(dest, "README.md"));
    await make();
    expect(readFileSync(elsewhere, "utf8")).toBe("elsewhere\n");
    expect(made("README.md")).toBe("# Course\n");
    expect(made("README.md.yours")).toBe("elsewhere\n");
    rmSync(elsewhere);
  });

  test("a course that cannot be made leaves the edition as it is", async () => {
    await make();
    const before = snapshot();
    put(course, "README.md", "<!-- authors --> not closed\n");
    await expect(make()).rejects.toThrow(/not closed/);
    expect(snapshot()).toStrictEqual(before);
  });

  test("one of another kind, or without a list, is refused", async () => {
    await make();
    await expect(make("instructor")).rejects.toThrow(/is a student edition/);
    rmSync(join(dest, "edition.sha256"));
    await expect(make()).rejects.toThrow(/is not empty, and no edition that can be brought/);
  });
});

describe("an instructor edition", () => {
  test("is the whole course, from which another edition can be made", async () => {
    put(course, "labs/db-01-base/src/index.ts", "export const solved = 1;\n");
    put(course, "labs/db-01-base/mutants/wrong.ts", "export {};\n");
    await make("instructor");
    expect(files()).toStrictEqual([
      ".ci/run",
      "README.md",
      "TOOLS.md",
      "edition.sha256",
      "labs/db-01-base/mutants/wrong.ts",
      "labs/db-01-base/package.json",
      "labs/db-01-base/reference/index.ts",
      "labs/db-01-base/src/index.ts",
      "labs/db-01-base/steps/01-first.md",
      "labs/db-01-base/tests/01-first.test.ts",
      "labs/db-02-top/package.json",
      "labs/db-02-top/reference/index.ts",
      "labs/db-02-top/src/index.ts",
      "labs/db-02-top/steps/01-first.md",
      "labs/db-02-top/tests/01-first.test.ts",
      "labs/machine/src/index.ts",
      "package.json",
      "tools/student/AGENTS.md.tmpl",
    ]);
    expect(statSync(join(dest, ".ci/run")).mode & 0o111).not.toBe(0);
    expect(made("labs/db-01-base/src/index.ts")).toContain("NotImplemented");
    expect(made("package.json")).not.toContain("labsEdition");
    const again = `${dest}-student`;
    put(dest, "README.md.yours", "# Mine\n");
    await writeEdition("student", dest, readLabs(dest), again);
    const direct = readList(again);
    rmSync(again, { recursive: true });
    await writeEdition("student", course, readLabs(course), again);
    expect(direct).toStrictEqual(readList(again));
    rmSync(again, { recursive: true });
  });

  test("brought up to date: src goes with the reference where nobody changed it", async () => {
    await make("instructor");
    put(dest, "labs/db-02-top/src/index.ts", "export const two = 2;\n");
    for (const folder of ["labs/db-01-base", "labs/db-02-top"]) {
      reference(`${folder}/reference/index.ts`, ["one", "more"]);
    }
    put(dest, "labs/db-01-base/reference/index.ts", "export {};\n");
    const said = await make("instructor");
    expect(made("labs/db-01-base/src/index.ts")).toContain("more");
    expect(made("labs/db-01-base/reference/index.ts")).toContain("more");
    expect(made("labs/db-01-base/reference/index.ts.yours")).toBe("export {};\n");
    expect(made("labs/db-02-top/src/index.ts")).toBe("export const two = 2;\n");
    expect(said).not.toContain("db-01: its stub");
    expect(said).toContain("db-02: its stub has changed");
  });
});
