/**
 * A student edition of this very course, searched for the references: every file of it, and every object of git, where
 * somebody makes it a repository.
 *
 *   a line of a reference that neither a stub nor a document has  =  telling
 *
 *   a text that the edition derives             holds no telling line at all
 *   a text that is in the authors' tree too     was written by hand, and may meet a reference in a line (`if (first
 *   (tests, grader, machine …)                  === undefined) {`), and not in PASSAGE telling lines on end
 *   reference.bundle.mjs                        tells what it must; how little that is, is held below
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseSync, visitorKeys } from "oxc-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeEdition } from "../../tools/edition.ts";
import { treeFiles } from "../../tools/scratch.ts";
import { BUNDLE, type Lab, readLabs } from "../src/manifest.ts";
import { dependenciesOf } from "../src/selection.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** This many telling lines on end are a passage of a reference. */
const PASSAGE = 5;
const MADE_MS = 240_000;

const labs = readLabs(ROOT);
let edition: string;
/** By path below the edition. */
let texts: ReadonlyMap<string, string>;
/** By line, where it stands in references: the lines of the file, and its index there. */
const places = new Map<string, { readonly lines: readonly string[]; readonly at: number }[]>();
const told = new Set<string>();
/** Texts that authors wrote, and not for a reference or a mutant. */
let byHand: ReadonlySet<string>;

beforeAll(async () => {
  edition = realpathSync(mkdtempSync(join(tmpdir(), "labs-secrets-")));
  await writeEdition("student", ROOT, labs, edition);
  texts = textsBelow(edition);
  for (const lab of labs) {
    for (const text of textsBelow(join(lab.path, "reference")).values()) {
      const lines = linesOf(text);
      for (const [at, line] of lines.entries()) {
        places.set(line, [...(places.get(line) ?? []), { lines, at }]);
      }
    }
  }
  for (const [path, text] of texts) {
    if (path.includes("/.stub/") || path.endsWith(".md"))
      for (const line of linesOf(text)) told.add(line);
  }
  const authored = treeFiles(ROOT).filter(
    (path) => !/^labs\/[^/]+\/(reference|mutants)\//.test(path),
  );
  byHand = new Set(authored.map((path) => readFileSync(join(ROOT, path), "utf8")));
}, MADE_MS);
afterAll(() => rmSync(edition, { recursive: true, force: true }));

function textsBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, "utf8")]));
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Most objects of git are files that were searched already. */
const searched = new Map<string, string | undefined>();

function givenAway(text: string): string | undefined {
  if (!searched.has(text)) searched.set(text, search(text));
  return searched.get(text);
}

/** What a text gives away: the first passage that is a reference's, or telling line where none is allowed. */
function search(text: string): string | undefined {
  const least = byHand.has(text) ? PASSAGE : 1;
  const lines = linesOf(text);
  for (let from = 0; from < lines.length; from++) {
    for (const place of places.get(lines[from]!) ?? []) {
      let telling = 0;
      for (let k = 0; place.lines[place.at + k] === lines[from + k]; k++) {
        const line = lines[from + k];
        if (line === undefined) break;
        if (!told.has(line) && ++telling === least)
          return lines.slice(from, from + k + 1).join("\n");
      }
    }
  }
  return undefined;
}

const isStoodOn = (lab: Lab) => labs.some((other) => dependenciesOf(other, labs).includes(lab));

describe("a student edition", () => {
  test("the search finds what it looks for", () => {
    const [reference] = textsBelow(join(labs[0]!.path, "reference")).values();
    expect(
      places.size - [...places.keys()].filter((line) => told.has(line)).length,
    ).toBeGreaterThan(1000);
    expect(givenAway(`// a comment\n${reference}`)).toBeDefined();
    const [telling] = [...places.keys()].filter((line) => !told.has(line));
    expect(givenAway(`${telling}\n`)).toBe(telling);
    expect(givenAway("nothing\n")).toBeUndefined();
  });

  test("no file gives a reference away", () => {
    const found = [...texts].flatMap(([path, text]) => {
      const passage = givenAway(text);
      return passage === undefined ? [] : [`${path}:\n${passage}`];
    });
    expect(found).toStrictEqual([]);
    const left = [...texts.keys()].filter((path) => /(^|\/)(reference|mutants)\//.test(path));
    expect(left).toStrictEqual([]);
    expect([...texts.keys()]).toContain("AGENTS.md");
  });

  test(
    "no object of git does, where somebody makes it a repository, and updates it",
    async () => {
      const git = (...words: string[]) =>
        execFileSync("git", ["-C", edition, ...words], { maxBuffer: 1 << 30 });
      const commit = () => {
        git("add", "-A");
        git(
          "-c",
          "user.name=L",
          "-c",
          "user.email=l@example.org",
          "commit",
          "-qm",
          "all",
          "--allow-empty",
        );
      };
      git("init", "-q");
      commit();
      await writeEdition("student", ROOT, labs, edition);
      commit();
      const names = git(
        "cat-file",
        "--batch-all-objects",
        "--batch-check=%(objectname) %(objecttype)",
      );
      const objects = names.toString("utf8").trim().split("\n");
      const blobs = objects
        .filter((line) => line.endsWith(" blob"))
        .map((line) => line.slice(0, -5));
      expect(blobs.length).toBeGreaterThan(labs.length);
      const all = execFileSync("git", ["-C", edition, "cat-file", "--batch"], {
        input: blobs.join("\n"),
        maxBuffer: 1 << 30,
      });
      let read = 0;
      for (let at = 0; at < all.length; read++) {
        const end = all.indexOf(10, at);
        const size = Number(all.toString("latin1", at, end).split(" ")[2]);
        expect(givenAway(all.toString("utf8", end + 1, end + 1 + size))).toBeUndefined();
        at = end + 1 + size + 1;
      }
      expect(read).toBe(blobs.length);
      rmSync(join(edition, ".git"), { recursive: true });
    },
    MADE_MS,
  );

  test("there are no source maps", () => {
    expect([...texts.keys()].filter((path) => path.endsWith(".map"))).toStrictEqual([]);
    const mapped = /[#@]\s*sourceMappingURL=|"sourcesContent"\s*:/;
    expect([...texts].filter(([, text]) => mapped.test(text)).map(([path]) => path)).toStrictEqual(
      [],
    );
  });

  test("there is a bundle of each lab that others stand on, and of no other", () => {
    const bundles = [...texts.keys()].filter((path) => path.endsWith(BUNDLE)).sort();
    const wanted = labs.filter(isStoodOn).map((lab) => `labs/${lab.folder}/${BUNDLE}`);
    expect(bundles).toStrictEqual(wanted);
  });

  test.each(labs.filter(isStoodOn).map((lab) => [lab.id, lab] as const))(
    "%s: its bundle has no comment, and no name that could be shorter",
    (_, lab) => {
      const text = texts.get(`labs/${lab.folder}/${BUNDLE}`) ?? "";
      const { program, comments, errors } = parseSync(BUNDLE, text);
      expect(errors).toStrictEqual([]);
      expect(comments).toStrictEqual([]);
      const hidden = new Set<string>();
      for (const [file, source] of textsBelow(join(lab.path, "reference"))) {
        if (!file.endsWith(".ts")) continue;
        for (const name of namesIn(parseSync(file, source).program).declared) hidden.add(name);
      }
      // What the lab exports has its name, and so has what Node gives to everybody.
      for (const name of [...Object.keys(lab.exports), ...Object.getOwnPropertyNames(globalThis)]) {
        hidden.delete(name);
      }
      const long = [...hidden].filter((name) => name.length > 3);
      expect(long.length).toBeGreaterThan(20);
      const { used } = namesIn(program);
      expect(long.filter((name) => used.has(name))).toStrictEqual([]);
    },
  );
});

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Names that stand for themselves, which a minifier may shorten: not those of properties, imports and exports. */
function namesIn(program: object): { readonly declared: Set<string>; readonly used: Set<string> } {
  const [declared, used] = [new Set<string>(), new Set<string>()];
  const visit = (node: Node, isName: boolean) => {
    if (node.type === "PrivateIdentifier") {
      declared.add(`#${node.name}`);
      used.add(`#${node.name}`);
    }
    if (node.type === "Identifier" && isName) used.add(node.name as string);
    const id = node.id as Node | null | undefined;
    if (id?.type === "Identifier" && /^(Function|Class|Variable)/.test(node.type)) {
      declared.add(id.name as string);
    }
    for (const key of visitorKeys[node.type] ?? []) {
      const children = [node[key]].flat() as (Node | null | undefined)[];
      const isKey =
        (["key", "property"].includes(key) && node.computed !== true) ||
        ["imported", "exported"].includes(key);
      for (const child of children) if (child) visit(child, !isKey);
    }
  };
  visit(program as Node, true);
  return { declared, used };
}
