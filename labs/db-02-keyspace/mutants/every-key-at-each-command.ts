import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "After each command that writes every key is accounted for anew",
  story:
    "Nothing can be forgotten this way, and the sum is always right. A server with a limit " +
    "and ten million keys answers one SET a second.",
  step: "eviction",
  file: "keyspace.ts",
  find: `    for (const entry of this.#toAccount) {
      // Gone again, within the same command.
      if (this.#keys.get(entry.key) !== entry) continue;
      const bytes = memoryOf(entry);
      this.#usedBytes += bytes - entry.accountedBytes;
      entry.accountedBytes = bytes;
    }
`,
  replace: `    this.accountAll();
`,
} satisfies Mutant;
