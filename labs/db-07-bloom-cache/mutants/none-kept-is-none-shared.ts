import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "with 0 files kept open, a table in use is not found",
  story:
    "It is erased at once, so that it closes with its lease. Two iterators over one table open it " +
    "twice, and each get beside them once more.",
  step: "cached-tables",
  file: "table-cache.ts",
  find: "    return this.#tables.acquire(number) ?? this.#tables.insert(number, this.#open(number), 1);",
  replace: `    const held = this.#tables.acquire(number);
    if (held !== undefined) return held;
    const lease = this.#tables.insert(number, this.#open(number), 1);
    if (this.#options.maxOpenFiles === 0) this.#tables.erase(number);
    return lease;`,
} satisfies Mutant;
