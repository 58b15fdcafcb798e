/**
 * The learner's editor: $VISUAL, else $EDITOR, which may be a command with words of its own: "code --wait".
 *
 * Only on a terminal: a script that runs the command must not hang in an editor.
 */
import { spawnSync } from "node:child_process";
import type { Terminal } from "../screen/terminal.ts";

/** Not there: none is named, or nobody sits at a terminal. */
export type Edited =
  | { readonly kind: "none"; readonly isInteractive: boolean }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly editor: string };

/** Opens `file` and waits until the editor ends; one that forks, such as `code` without --wait, ends at once. */
export function edit(file: string, terminal: Terminal): Edited {
  const editor = [process.env.VISUAL, process.env.EDITOR].find(
    (each) => (each ?? "").trim() !== "",
  );
  const isInteractive = process.stdin.isTTY === true && terminal.isInteractive;
  if (editor === undefined || !isInteractive) return { kind: "none", isInteractive };
  const words = ["-c", `${editor} "$1"`, "log", file];
  const { status } = spawnSync("/bin/sh", words, { stdio: "inherit" });
  return status === 0 ? { kind: "ended" } : { kind: "failed", editor };
}
