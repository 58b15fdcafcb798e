import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "under always nobody waits for room: all wait for a sync anyway",
  story:
    "A thousand writers at once leave a thousand records unsynced. Recovery believes that " +
    "a whole record beyond 1 MiB is proof of rot, and after an ordinary crash the log " +
    "does not open.",
  step: "segments",
  file: "log.ts",
  find: "    return size - durableBytes >= this.#settings.unsyncedBytesMax;",
  replace: `    const { unsyncedBytesMax, policy } = this.#settings;
    return policy !== "always" && size - durableBytes >= unsyncedBytesMax;`,
} satisfies Mutant;
