import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all gets answer with one object",
  story: "An allocation is spared. Who holds two answers holds the second one twice.",
  step: "memtable",
  file: "memtable.ts",
  find: `    return { kind: "value", value: this.#arena.valueAt(entry) };
  }`,
  replace: `    const answer = this.#answer;
    answer.value = this.#arena.valueAt(entry);
    return answer;
  }

  readonly #answer = { kind: "value" as const, value: new Uint8Array() };`,
} satisfies Mutant;
