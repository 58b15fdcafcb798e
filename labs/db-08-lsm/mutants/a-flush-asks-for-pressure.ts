import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "flush is slowed down like a write",
  story:
    "One function for everything that waits: each flush pauses, though it takes nothing of the memtable.",
  step: "writers",
  file: "write-path.ts",
  find: `    if (this.#active.memtable.count === 0) return;
    await this.#flushed;
`,
  replace: `    if (this.#active.memtable.count === 0) return;
    const { settings, versions } = this.#state;
    if ((settings.compactor?.pressure(versions.current) ?? "none") !== "none") await settings.slices.pause();
    await this.#flushed;
`,
} satisfies Mutant;
