import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a batch without changes is done at once, whatever was asked for",
  story:
    "Somebody wrote an empty batch with sync to make durable what was before: the usual way in LevelDB.",
  step: "recovery",
  file: "store.ts",
  find: "    return this.#unlessClosed(() => this.#writes.write(batch, sync));",
  replace: `    return this.#unlessClosed(async () => {
      if (batch.count > 0) await this.#writes.write(batch, sync);
    });`,
} satisfies Mutant;
