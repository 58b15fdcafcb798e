import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is synced once, when all old segments are gone",
  story:
    "One sync instead of forty. Between two syncs a file system may keep the names in any " +
    "order, and some do: the second segment is gone and the first is not.",
  step: "segments",
  file: "log.ts",
  find: `        this.#segments.shift();
        await this.#disk.syncDirectory(this.#directory);`,
  replace: `        this.#segments.shift();
        const next = this.#segments[1]?.firstIndex ?? index + 1;
        if (next > index) await this.#disk.syncDirectory(this.#directory);`,
} satisfies Mutant;
