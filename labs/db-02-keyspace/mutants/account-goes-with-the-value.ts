import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A key that is renamed is accounted for as under its old name",
  story:
    "What the value takes has not changed, so its account is handed on. The name has another " +
    "length. After a million keys tmp:… became session:… used_memory is megabytes off, and " +
    "never comes back.",
  step: "eviction",
  file: "keyspace.ts",
  find: `    this.#drop(entry);
    const renamed = this.#add(to, entry.value, entry.frequency);
    this.#setDeadline(renamed, entry.deadline);
    this.#changed(renamed);
`,
  replace: `    const { accountedBytes } = entry;
    this.#drop(entry);
    const renamed = this.#add(to, entry.value, entry.frequency);
    this.#setDeadline(renamed, entry.deadline);
    renamed.accountedBytes = accountedBytes;
    this.#usedBytes += accountedBytes;
`,
} satisfies Mutant;
