/**
 * Ctrl-C, and its kin from outside: everything is undone at once, then the process ends as a killed one does.
 *
 * What must be undone registers itself: an engine kills its processes, a terminal gets its cursor back, a series says
 * how far it came. The latest goes first. The exit code is 128 and the signal's number: 130 for Ctrl-C.
 */
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** What is undone may take so long, and no longer. */
const UNDO_MAX_MS = 400;

type Undo = () => unknown;

const undos = new Set<Undo>();
let isInstalled = false;

/** `undo` runs if a signal ends the process. @returns a function that forgets it */
export function onInterrupt(undo: Undo): () => void {
  if (!isInstalled) {
    isInstalled = true;
    for (const signal of SIGNALS) process.on(signal, () => interrupt(signal));
  }
  undos.add(undo);
  return () => undos.delete(undo);
}

/** Undoes everything and ends the process, as `signal` would. */
export function interrupt(signal: (typeof SIGNALS)[number]): void {
  const code = 128 + constants.signals[signal];
  const pending = [...undos].reverse().map(async (undo) => undo());
  undos.clear();
  const late = new Promise((resolve) => setTimeout(resolve, UNDO_MAX_MS));
  void Promise.race([Promise.allSettled(pending), late]).then(() => process.exit(code));
}
