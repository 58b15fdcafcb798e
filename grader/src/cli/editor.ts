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
  | { readonly kind: "failed"; readonly editor: string; readonly isThere: boolean };

/** What the shell ends with where it finds no such program. Source: POSIX, Shell Command Language, §2.8.2. */
const NOT_FOUND = 127;

/** The editor that is named; npm names vi where nobody named one. */
function named(): string | undefined {
  return [process.env.VISUAL, process.env.EDITOR].find((each) => (each ?? "").trim() !== "");
}

/** Whether what is opened is vi, which few leave who did not choose it. */
export function leadsToVi(): boolean {
  return named() === "vi" && process.stdin.isTTY === true;
}

/** Opens `file` and waits until the editor ends; one that forks, such as `code` without --wait, ends at once. */
export function edit(file: string, terminal: Terminal): Edited {
  const editor = named();
  const isInteractive = process.stdin.isTTY === true && terminal.isInteractive;
  if (editor === undefined || !isInteractive) return { kind: "none", isInteractive };
  const words = ["-c", `${editor} "$1"`, "log", file];
  const { status } = spawnSync("/bin/sh", words, { stdio: "inherit" });
  if (status === 0) return { kind: "ended" };
  return { kind: "failed", editor, isThere: status !== NOT_FOUND };
}
