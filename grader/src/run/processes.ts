/**
 * Ending processes, and those that they left behind.
 */
import { readdirSync, readFileSync } from "node:fs";

/** The variable that marks a worker, and whatever it starts. */
export const MARK_VARIABLE = "LABS_WORKER";

/** Ends a process group at once. */
export function killGroup(pid: number | undefined): void {
  if (pid !== undefined) kill(-pid);
}

/**
 * Ends every process whose mark begins with `mark`: a child that left its group is found by its environment. On
 * Linux; elsewhere such a child has to be left.
 */
export function killMarked(mark: string): void {
  if (process.platform !== "linux") return;
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (Number.isInteger(pid) && pid !== process.pid && hasMark(pid, mark)) kill(pid);
  }
}

function hasMark(pid: number, mark: string): boolean {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, "latin1")}`.includes(
      `\0${MARK_VARIABLE}=${mark}`,
    );
  } catch {
    // It has ended, or is somebody else's.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Nobody is left.
  }
}
