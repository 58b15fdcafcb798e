/**
 * `npm run reset db-01`: the stub again, after what the learner wrote was saved.
 *
 * Saving comes first and is what makes it safe: nothing is asked. Progress stays; a later grading says what is green.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Lab } from "../manifest.ts";
import { Terminal } from "../screen/terminal.ts";
import type { Run } from "./command.ts";
import { namedLab } from "./place.ts";

export const run: Run = async (invocation) => {
  const terminal = new Terminal();
  const { root } = invocation;
  const lab = namedLab(invocation, "reset db-01");
  const { pristineStub, writeStub } = await import("../../../tools/stub.ts");
  const src = join(lab.path, "src");
  if (isSame(src, pristineStub(lab))) {
    terminal.print(`labs/${lab.folder}/src is the stub already; nothing was changed.`);
    return 0;
  }
  const saved = existsSync(src) ? save(root, lab, src) : undefined;
  writeStub(lab, src);
  terminal.print(`labs/${lab.folder}/src is the stub again.`);
  if (saved !== undefined) {
    terminal.print([
      `What you wrote is in ${saved}; to have it back:`,
      `  cp -R ${saved}/. labs/${lab.folder}/src/`,
    ]);
  }
  return 0;
};

/** Copies `src` to a folder of its own. @returns its path from the root */
function save(root: string, lab: Lab, src: string): string {
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const parent = join(root, ".labs", "saved");
  mkdirSync(parent, { recursive: true });
  const folder = join(parent, `${lab.id}-${time}`);
  // Not made before: a folder that is there is an error for newer versions of Node.
  cpSync(src, folder, { recursive: true, errorOnExist: true, force: false });
  return relative(root, folder);
}

/** Whether the folder holds these files, with these texts, and no others. */
function isSame(folder: string, files: ReadonlyMap<string, string>): boolean {
  if (!existsSync(folder)) return false;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return (
    names.length === files.size &&
    names.every((name) => files.get(name) === readFileSync(join(folder, name), "utf8"))
  );
}
