/**
 * The tools that write trees: `stub` (src and the manifest's exports), `edition student` and `new`.
 *
 * A tree of two labs, in a git repository of its own: db-02 stands on db-01, and nothing stands on db-02.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { run as edition, writeStudentEdition } from "../../tools/edition.ts";
import { forLearners } from "../../tools/edition-links.ts";
import { run as newLab } from "../../tools/new.ts";
import {
  exportKinds,
  markProblems,
  pristineStub,
  staleStub,
  run as stub,
  writeStub,
} from "../../tools/stub.ts";
import { UsageError } from "../src/cli/command.ts";
import { type Lab, readLabs } from "../src/manifest.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SECRET = "the answer is written here";

const manifest = (id: string, title: string, dependencies: Record<string, string>) =>
  `${JSON.stringify(
    {
      name: `@labs/${id}`,
      version: "0.1.0",
      private: true,
      description: `The lab ${title}`,
      type: "module",
      exports: {
        ".": {
          [`${id}=reference`]: "./reference/index.ts",
          reference: "./reference/index.ts",
          default: "./src/index.ts",
        },
      },
      dependencies,
      lab: {
        phase: 1,
        title,
        difficulty: 1,
        hours: 1,
        client: "none",
        exports: {},
        steps: [{ id: "first", title: "First", file: "first", minutes: 5, tests: ["a-law"] }],
      },
    },
    undefined,
    2,
  )}\n`;

const base = `/**
 * Base.
 */

/** A word. @step 1 */
export function word(): string {
  return "${SECRET}";
}

/** How many. */
export const COUNT = 3;
`;

const top = `/**
 * Top.
 */
import { word } from "@labs/db-01";

/** The word twice. @step 1 */
export function twice(): string {
  return word() + word() + "${SECRET}";
}

export class Empty {}
`;

const README = `# Top

See [the \`reference\`](labs/db-02-top/reference/index.ts#L1), [mutants](labs/db-02-top/mutants) and
<a href="CONTRIBUTING.md">how to contribute</a>, or [the steps](labs/db-02-top/steps/01-first.md).
`;

let root: string;
let labs: readonly Lab[];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "labs-tree-")));
  put(
    "package.json",
    `${JSON.stringify({ name: "t", type: "module", scripts: { grade: "g", stub: "s", new: "n" } })}\n`,
  );
  put(".gitignore", "node_modules/\n.labs/\n");
  put("README.md", README);
  put("CONTRIBUTING.md", "# How\n");
  put("grader/tests/x.test.ts", "export {};\n");
  put("grader/src/kept.ts", "export {};\n");
  put("labs/machine/src/kept.ts", "export {};\n");
  put(".labs/progress.json", "{}\n");
  for (const [id, title, source, on] of [
    ["db-01", "base", base, {}],
    ["db-02", "top", top, { "@labs/db-01": "0.1.0" }],
  ] as const) {
    put(`labs/${id}-${title}/package.json`, manifest(id, title, on));
    put(`labs/${id}-${title}/reference/index.ts`, source);
    put(`labs/${id}-${title}/mutants/wrong.ts`, `export const mutant = "${SECRET}";\n`);
    put(`labs/${id}-${title}/steps/01-first.md`, "# First\n");
  }
  linkModules(root);
  execFileSync("git", ["init", "-q"], { cwd: root });
  labs = readLabs(root);
  vi.spyOn(console, "log").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
  rmSync(`${root}-edition`, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** `@labs/*` of the tree, as npm's workspaces would link them. */
function linkModules(tree: string): void {
  mkdirSync(join(tree, "node_modules/@labs"), { recursive: true });
  symlinkSync(join(ROOT, "labs/machine"), join(tree, "node_modules/@labs/machine"));
  symlinkSync(join(tree, "labs/db-01-base"), join(tree, "node_modules/@labs/db-01"));
  symlinkSync(join(tree, "labs/db-02-top"), join(tree, "node_modules/@labs/db-02"));
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const invoke = (words: Partial<Parameters<typeof stub>[0]> = {}) => ({
  root,
  labs,
  named: [],
  options: {},
  rest: [],
  ...words,
});
const lab = (index: number) => labs[index] as Lab;

describe("stub", () => {
  test("writes src and the manifest's exports, and then has nothing to do", async () => {
    expect(await stub(invoke())).toBe(0);
    expect(read("labs/db-01-base/src/index.ts")).toContain(
      'throw new NotImplemented("db-01 step 1: word");',
    );
    expect(read("labs/db-01-base/src/index.ts")).not.toContain(SECRET);
    expect(JSON.parse(read("labs/db-02-top/package.json")).lab.exports).toStrictEqual({
      Empty: "class",
      twice: "function",
    });
    const before = read("labs/db-02-top/package.json");
    expect(await stub(invoke({ named: [lab(1)] }))).toBe(0);
    expect(read("labs/db-02-top/package.json")).toBe(before);
    expect(vi.mocked(console.log).mock.lastCall).toStrictEqual([
      "db-02: the stub is what the reference derives to",
    ]);
  });

  test("derives again over what it derived, but not over what somebody wrote", async () => {
    await stub(invoke());
    put("labs/db-01-base/reference/index.ts", `${base}export const MORE = 1;\n`);
    expect(staleStub(lab(0))).toStrictEqual([
      "labs/db-01-base/src/index.ts: differs from the reference: run npm run stub db-01",
    ]);
    expect(await stub(invoke())).toBe(0);
    expect(staleStub(lab(0))).toStrictEqual([]);
    put("labs/db-01-base/src/index.ts", "export const mine = 1;\n");
    put("labs/db-01-base/src/own.ts", "export const own = 1;\n");
    await expect(stub(invoke())).rejects.toThrow(
      /src\/index\.ts\n.*src\/own\.ts\n.*stub db-01 force/,
    );
    expect(read("labs/db-01-base/src/index.ts")).toBe("export const mine = 1;\n");
    expect(await stub(invoke({ options: { force: true } }))).toBe(0);
    expect(read("labs/db-01-base/src/index.ts")).toContain("MORE");
    expect(existsSync(join(root, "labs/db-01-base/src/own.ts"))).toBe(false);
  });

  test("a reference that is wrong is said so", async () => {
    put("labs/db-01-base/reference/index.ts", "export function f( {\n");
    await expect(stub(invoke())).rejects.toThrow(/labs\/db-01-base\/reference\/index\.ts:\d+: /);
    put("labs/db-01-base/reference/index.ts", 'throw new Error("no");\n');
    expect(() => exportKinds(lab(0))).toThrow(/cannot be imported:[\s\S]*no/);
    put("labs/db-01-base/reference/index.ts", "export const flag = true;\n");
    expect(() => exportKinds(lab(0))).toThrow(/exports flag as boolean/);
    put("labs/db-01-base/reference/index.ts", "/** @setp 1 */\nexport const a = 1;\n");
    expect(await stub(invoke({ named: [lab(0)] }))).toBe(1);
  });
});

describe("edition student", () => {
  const made = (path: string) => readFileSync(join(`${root}-edition`, path), "utf8");

  test("has no reference, mutant, history or authors' file, and the rest", async () => {
    await writeStudentEdition(root, labs, `${root}-edition`);
    const files = readdirSync(`${root}-edition`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(`${root}-edition/`.length))
      .sort();
    expect(files).toStrictEqual([
      ".gitignore",
      "README.md",
      "edition.sha256",
      "grader/src/kept.ts",
      "labs/db-01-base/.stub/index.ts",
      "labs/db-01-base/package.json",
      "labs/db-01-base/reference.bundle.mjs",
      "labs/db-01-base/src/index.ts",
      "labs/db-01-base/steps/01-first.md",
      "labs/db-02-top/.stub/index.ts",
      "labs/db-02-top/package.json",
      "labs/db-02-top/src/index.ts",
      "labs/db-02-top/steps/01-first.md",
      "labs/machine/src/kept.ts",
      "package.json",
    ]);
    const telling = files.filter((file) => made(file).includes(SECRET));
    expect(telling).toStrictEqual(["labs/db-01-base/reference.bundle.mjs"]);
    expect(JSON.parse(made("package.json"))).toStrictEqual({
      name: "t",
      type: "module",
      scripts: { grade: "g" },
      labsEdition: "student",
    });
  });

  test("src is the stub, whatever the working tree's is, and `reset` finds it", async () => {
    put("labs/db-01-base/src/index.ts", "export const solved = 1;\n");
    await writeStudentEdition(root, labs, `${root}-edition`);
    expect(made("labs/db-01-base/src/index.ts")).toContain("NotImplemented");
    const [learners] = readLabs(`${root}-edition`) as [Lab];
    expect(pristineStub(learners)).toStrictEqual(pristineStub(lab(0)));
    const src = join(learners.path, "src");
    writeFileSync(join(src, "own.ts"), "export {};\n");
    writeStub(learners, src);
    expect(readdirSync(src)).toStrictEqual(["index.ts"]);
  });

  test("the bundle stands in for the reference of a lab that others stand on", async () => {
    await writeStudentEdition(root, labs, `${root}-edition`);
    linkModules(`${root}-edition`);
    const ask = (conditions: readonly string[]) =>
      spawnSync(
        process.execPath,
        [
          ...conditions,
          "--import",
          "tsx",
          "--input-type=module",
          "-e",
          'console.log((await import("@labs/db-01")).word())',
        ],
        {
          cwd: join(`${root}-edition`, "labs/db-02-top"),
          encoding: "utf8",
          env: { ...process.env, NODE_PATH: "" },
        },
      );
    symlinkSync(join(ROOT, "node_modules/tsx"), join(`${root}-edition`, "node_modules/tsx"));
    expect(ask(["--conditions=db-01=reference"]).stdout.trim()).toBe(SECRET);
    expect(ask(["--conditions=reference"]).stdout.trim()).toBe(SECRET);
    expect(ask([]).stderr).toContain("not written yet: db-01 step 1: word");
    expect(JSON.parse(made("labs/db-02-top/package.json")).exports).toStrictEqual({
      ".": { default: "./src/index.ts" },
    });
  });

  test("a link to what is left out becomes its text, the others stay", async () => {
    const report = await writeStudentEdition(root, labs, `${root}-edition`);
    expect(made("README.md")).toBe(
      "# Top\n\nSee the `reference`, mutants and\nhow to contribute, or [the steps](labs/db-02-top/steps/01-first.md).\n",
    );
    expect(report.filter((line) => line.includes("plain text"))).toHaveLength(3);
  });

  test("what a document says to authors only is not there, and must be closed", () => {
    const text = "one\n<!-- authors -->\ntwo\n<!-- /authors -->\nthree\n";
    expect(forLearners("README.md", text)).toBe("one\nthree\n");
    expect(() => forLearners("README.md", "one <!-- authors --> two")).toThrow("README.md");
  });

  test("a link that cannot be taken out ends it, and leaves nothing behind", async () => {
    put("README.md", "# Top\n\nSee [it].\n\n[it]: labs/db-02-top/reference/index.ts\n");
    await expect(writeStudentEdition(root, labs, `${root}-edition`)).rejects.toThrow(
      /README\.md: .*reference/,
    );
    expect(existsSync(`${root}-edition`)).toBe(false);
  });

  test("refuses a folder in use, one in the tree, and words it does not know", async () => {
    mkdirSync(`${root}-edition`);
    writeFileSync(join(`${root}-edition`, "kept"), "");
    const at = (...rest: string[]) => edition(invoke({ rest }));
    await expect(at("student", `${root}-edition`)).rejects.toThrow(/is not empty/);
    expect(readdirSync(`${root}-edition`)).toStrictEqual(["kept"]);
    await expect(at("student", join(root, "labs/new"))).rejects.toThrow(/inside the tree/);
    await expect(at("teacher", "x")).rejects.toThrow(UsageError);
    await expect(at("student")).rejects.toThrow(UsageError);
  });

  test("cannot be made from an edition", async () => {
    await writeStudentEdition(root, labs, `${root}-edition`);
    const learners = readLabs(`${root}-edition`);
    await expect(writeStudentEdition(`${root}-edition`, learners, `${root}-again`)).rejects.toThrow(
      /has no reference/,
    );
  });
});

describe("new", () => {
  test("writes a lab that can be derived from at once", async () => {
    expect(await newLab(invoke({ rest: ["db-05", "memtable"] }))).toBe(0);
    const made = readLabs(root).find(({ id }) => id === "db-05") as Lab;
    expect(made.folder).toBe("db-05-memtable");
    expect(markProblems(made)).toStrictEqual([]);
    expect(await stub(invoke({ named: [made] }))).toBe(0);
    expect(read("labs/db-05-memtable/src/varint.ts")).toContain(
      'throw new NotImplemented("db-05 step 1: encodeVarint");',
    );
    for (const step of made.steps) {
      for (const file of [step.document, step.testFile]) {
        expect(existsSync(join(made.path, file)), file).toBe(true);
      }
    }
    const texts = readdirSync(made.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    expect(texts.filter((text) => text.includes("{{"))).toStrictEqual([]);
  });

  test("takes what it stands on from the roadmap, as far as the tree has it", async () => {
    expect(await newLab(invoke({ rest: ["db-04", "persistence"] }))).toBe(0);
    const made = readLabs(root).find(({ id }) => id === "db-04") as Lab;
    expect(made.standsOn).toStrictEqual(["db-01", "db-02"]);
    expect(vi.mocked(console.log).mock.calls.flat()).toContain(
      "It stands on db-03, which is no lab of this tree yet.",
    );
  });

  test("refuses an id in use, and words that are no id and title", async () => {
    for (const rest of [
      ["db-01", "other"],
      ["db-1", "x"],
      ["db-05"],
      ["db-05", "../x"],
      ["db-05", "a", "b"],
    ]) {
      await expect(newLab(invoke({ rest })), rest.join(" ")).rejects.toThrow(UsageError);
    }
    expect(readdirSync(join(root, "labs")).sort()).toStrictEqual([
      "db-01-base",
      "db-02-top",
      "machine",
    ]);
  });
});
