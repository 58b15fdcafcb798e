import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "flush waits as long as the compactor says stop",
  story: "A backup calls flush first, and waits for an hour of compaction.",
  step: "writers",
  file: "write-path.ts",
  find: `    if (this.#active.memtable.count === 0) return;
    await this.#flushed;
`,
  replace: `    if (this.#active.memtable.count === 0) return;
    await this.#flushed;
    const { settings, versions } = this.#state;
    while (settings.compactor?.pressure(versions.current) === "stop") await this.#state.nextChange();
`,
} satisfies Mutant;
