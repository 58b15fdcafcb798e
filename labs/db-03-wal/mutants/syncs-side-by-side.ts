import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync begins at once, whatever is under way",
  story:
    "Each caller gets a sync of its own, right away. With a hundred callers the four " +
    "threads of libuv's pool are full of fsyncs of one file, of which each waits for the " +
    "others in the kernel.",
  step: "durable",
  file: "durable-file.ts",
  find: "    const turn = this.#idle.then(() => this.#syncNow());",
  replace: "    const turn = this.#syncNow();",
} satisfies Mutant;
