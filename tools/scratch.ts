/**
 * A scratch copy of the tree, to run transcripts in.
 *
 *   <tmp>/labs-XXXX/            every file that git tracks or would, as it stands
 *     node_modules/             a folder of links into the tree's own …
 *       @labs/*, .bin/grade     … but these lead to the copy: what runs is the copy alone
 *
 * So a transcript may grade, reset and serve without touching the progress or the files of whoever
 * writes it.
 *
 * Left out: .git. A transcript has no history.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { $ } from "zx";

const NEVER = /(^|\/)(node_modules|\.git|\.labs)(\/|$)/;

/**
 * Every file of the tree that git tracks or would track, relative to `root`; without git, every
 * file.
 */
export function treeFiles(root: string): readonly string[] {
  return listed(root).filter((file) => !NEVER.test(file) && existsSync(join(root, file)));
}

function listed(root: string): readonly string[] {
  if (!existsSync(join(root, ".git"))) {
    const entries = readdirSync(root, { withFileTypes: true }).filter(
      ({ name }) => !NEVER.test(name),
    );
    return entries.flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
            .filter((below) => below.isFile())
            .map((below) => relative(root, join(below.parentPath, below.name)))
        : entry.name,
    );
  }
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const names = $.sync({ cwd: root, quiet: true })`git ${words}`.stdout;
  return [...new Set(names.split("\0").filter((name) => name !== ""))].sort();
}

/** Copies the tree. @returns the copy's root, for `removeScratch` */
export function makeScratch(root: string): string {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "labs-")));
  for (const file of treeFiles(root)) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    cpSync(join(root, file), join(scratch, file), { verbatimSymlinks: true });
  }
  linkModules(join(root, "node_modules"), join(scratch, "node_modules"), root, scratch);
  for (const workspace of workspaces(root)) {
    const own = join(root, workspace, "node_modules");
    if (existsSync(own)) linkModules(own, join(scratch, workspace, "node_modules"), root, scratch);
  }
  return scratch;
}

/** Deletes a copy; what it links to stays. */
export function removeScratch(scratch: string): void {
  rmSync(scratch, { recursive: true, force: true });
}

function linkModules(from: string, to: string, root: string, scratch: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const isOurs = name === "@labs" || name === ".bin";
    if (isOurs) linkOurs(join(from, name), join(to, name), root, scratch);
    else symlinkSync(join(from, name), join(to, name));
  }
}

/** Links to workspaces of the tree become links to those of the copy. */
function linkOurs(from: string, to: string, root: string, scratch: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    const real = realpathSync(join(from, name));
    const target = relative(realpathSync(root), real);
    const isForeign = target.startsWith("..") || target.startsWith("node_modules");
    symlinkSync(isForeign ? real : join(scratch, target), join(to, name));
  }
}

function workspaces(root: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, unknown>;
  };
  return Object.keys(packages).filter((path) => path !== "" && !path.includes("node_modules"));
}
