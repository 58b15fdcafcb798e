/**
 * How long this process could have run and was not let, since others had the processors.
 *
 *     wall  ├────────────────────────────────────────┤  5 s of a law
 *     runs  ▇▇▇▇    ▇▇▇▇    ▇▇▇▇    ▇▇▇▇    ▇▇▇▇    ▇▇
 *     ready     ░░░░    ░░░░    ░░░░    ░░░░    ░░░░     starved: comes on top of what a law may take
 *
 * A law's time is meant for a machine that is free. On one that is not, a correct solution would be stopped, or could not
 * be told from a wrong one.
 *
 * Plain JavaScript, since the guard thread has it too. Source: Linux, Documentation/scheduler/sched-stats.rst: the second
 * number of schedstat is the time a thread waited on a run queue. Left out: the time that a virtual machine was not let,
 * which its host does not tell; other systems, where nothing comes on top.
 */
import { openSync, readSync } from "node:fs";

/** So many times what was allowed may come on top of it. */
export const MORE_MAX = 3;

// Kept from before a submission could replace it.
const read = readSync;
const NS_PER_MS = 1e6;
const text = Buffer.alloc(100);
const file = opened();

/** The main thread's, in milliseconds since it began; 0 where nobody knows. */
export function starvedMs() {
  try {
    if (file === undefined) return 0;
    const length = read(file, text, 0, text.length, 0);
    return Number(text.latin1Slice(0, length).split(" ")[1]) / NS_PER_MS || 0;
  } catch {
    return 0;
  }
}

/**
 * What comes on top of `allowedMs`, for who began when `starvedMs` was `before`.
 *
 * @param {number} allowedMs
 * @param {number} before
 */
export function moreMs(allowedMs, before) {
  return Math.min(Math.max(0, starvedMs() - before), MORE_MAX * allowedMs);
}

function opened() {
  try {
    return openSync(`/proc/self/task/${process.pid}/schedstat`, "r");
  } catch {
    return undefined;
  }
}
