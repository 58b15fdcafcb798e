/**
 * `npm run soak db-16 [schedules N] [from SEED]`: as many storms as asked, over what the lab built.
 *
 * The lab's own `soak` file names its storms; it runs as a process of its own, on what a grading would run on, and its
 * exit code is ours. Nothing of it counts as progress.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ProgressStore } from "../progress.ts";
import { type ExitCode, type Run, UsageError } from "./command.ts";
import { namedLab } from "./place.ts";
import { selectionFor, wishOf } from "./wish.ts";

export const run: Run = async (invocation) => {
  const { root, labs, options } = invocation;
  const lab = namedLab(invocation, "soak db-16");
  const file = lab.soak === undefined ? undefined : join(lab.path, lab.soak);
  if (file === undefined || !existsSync(file)) {
    throw new UsageError(`${lab.id} ${lab.title} has no storms.`);
  }
  const wish = wishOf(invocation, [lab]);
  const store = new ProgressStore(root, { warn: console.error });
  const { conditions } = selectionFor(lab, labs, wish, await store.read());
  const words = ["schedules", "from"].flatMap((name) => {
    const value = options[name];
    return typeof value === "string" ? [name, value] : [];
  });
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const child = spawn(process.execPath, ["--import", "tsx", ...flags, file, ...words], {
    cwd: root,
    stdio: "inherit",
  });
  return new Promise<ExitCode>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code === 0 ? 0 : 1));
  });
};
