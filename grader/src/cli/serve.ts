/**
 * `npm run serve db-01`: starts what the lab built, as the lab's own `serve` file says, to use it by hand.
 *
 * It is a process of its own with this terminal as its input and output; Ctrl-C reaches it as it reaches us, and we
 * wait for it to end. It runs on what a grading would run on.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ProgressStore } from "../progress.ts";
import { type ExitCode, type Run, UsageError } from "./command.ts";
import { namedLab } from "./place.ts";
import { selectionFor, wishOf } from "./wish.ts";

const GUARD = new URL("./serve-guard.mjs", import.meta.url).href;

export const run: Run = async (invocation) => {
  const { root, labs, options } = invocation;
  const lab = namedLab(invocation, "serve db-01");
  const file = lab.serve === undefined ? undefined : join(lab.path, lab.serve);
  if (file === undefined || !existsSync(file)) {
    throw new UsageError(`${lab.id} ${lab.title} has nothing to serve.`);
  }
  const wish = wishOf(invocation, [lab]);
  const store = new ProgressStore(root, { warn: console.error });
  const { conditions } = selectionFor(lab, labs, wish, await store.read());
  const port = typeof options.port === "string" ? [options.port] : [];
  const flags = conditions.map((condition) => `--conditions=${condition}`);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--import", GUARD, ...flags, file, ...port],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  return ended(child);
};

/** Waits for the child; being asked to stop is a good end. */
function ended(child: ChildProcess): Promise<ExitCode> {
  let isStopping = false;
  const pass = (signal: NodeJS.Signals) => () => {
    isStopping = true;
    // The terminal has sent its own Ctrl-C to both of us.
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, pass(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(isStopping || code === 0 ? 0 : 1));
  });
}
