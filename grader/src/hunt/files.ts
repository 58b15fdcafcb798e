/**
 * A learner's own tests of a lab, as files.
 *
 *     hunt/db-05/
 *       first.test.ts          hunt("…", (t) => { … });
 *       model.ts               what tests share
 *
 * Each file of tests is run as a step of the lab's is, in a process of its own.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { textsDigest } from "../digest.ts";
import type { Lab, Step } from "../manifest.ts";
import { HUNT_FOLDERS } from "../run/hunts.ts";
import { type Slices, slicesOf } from "./slices.ts";

const TESTS = /\.test\.ts$/;

export interface HuntFile {
  /** Relative to the hunt's folder: `first.test.ts`. */
  readonly name: string;
  /** What the engine runs. */
  readonly step: Step;
  /** Of the test with this title and all it stands on in the folder. */
  digestOf(title: string): string;
}

/** The folder of a lab's hunt: `hunt/db-05`. */
export function huntFolder(lab: Pick<Lab, "id">): string {
  return `${HUNT_FOLDERS[0]}/${lab.id}`;
}

/** The files of tests in `folder`, by name; none where there is no such folder. */
export function readHunt(lab: Lab, folder: string): readonly HuntFile[] {
  const names = sources(folder);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const shared = names.filter((name) => !TESTS.test(name)).flatMap((name) => [name, read(name)]);
  return names
    .filter((name) => TESTS.test(name))
    .map((name, index) => {
      const text = read(name);
      let slices: Slices | undefined;
      return {
        name,
        step: stepOf(name, index + 1, relative(lab.path, join(folder, name))),
        digestOf(title) {
          slices ??= slicesOf(name, text);
          return textsDigest([name, slices.of(title), ...shared]);
        },
      };
    });
}

/** Copies the code of somebody's hunt to where it can import the lab. @returns the folder, to be removed afterwards */
export function copyHunt(root: string, folder: string): string {
  const parent = join(root, HUNT_FOLDERS[1]);
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "of-"));
  for (const name of sources(folder)) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    cpSync(join(folder, name), join(copy, name));
  }
  return copy;
}

export function removeHunt(copy: string): void {
  rmSync(copy, { recursive: true, force: true });
}

/** Writes a file to begin with. @returns its path below the root */
export async function writeExample(root: string, lab: Lab): Promise<string> {
  const path = `${huntFolder(lab)}/first.test.ts`;
  mkdirSync(join(root, huntFolder(lab)), { recursive: true });
  await writeFileAtomic(join(root, path), exampleText(lab));
  return path;
}

function exampleText({ id, title, exports }: Lab): string {
  const [name, kind] = Object.entries(exports).find(
    ([, each]) => each === "class" || each === "function",
  ) ?? ["lab", "object"];
  const imported = name === "lab" ? "* as lab" : `{ ${name} }`;
  const type = kind === "class" ? "function" : kind;
  return `/**
 * Your tests of ${id} ${title}: they have to hold for the reference, and to fail on as many bugs as you can think of.
 *
 *     t.equal(actual, expected)               the same structure; bytes by their content
 *     t.bytes(actual, expected)               bytes; a text stands for its UTF-8
 *     t.holds(condition, "what is wrong")     anything else
 *     t.fails(() => …, "code")                throws an error with this code
 *     t.forAll([fc.nat()], (n) => { … })      for 200 cases, with import fc from "fast-check"
 *     t.did("put", key)                       says what was done, for when it fails
 *
 * Run them: npm run hunt ${id}
 */
import { hunt } from "@labs/grader/testing";
import ${imported} from "@labs/${id}";

hunt("${name} is there", (t) => {
  t.equal(typeof ${name}, "${type}");
});
`;
}

/** By name. Folders of packages and what begins with a dot are not looked into, links not followed. */
function sources(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !/(^|\/)(\.|node_modules\/)/.test(name))
    .sort();
}

function stepOf(name: string, number: number, testFile: string): Step {
  return {
    id: name,
    title: name,
    file: name,
    minutes: 1,
    tests: [],
    number,
    document: "",
    testFile,
  };
}
