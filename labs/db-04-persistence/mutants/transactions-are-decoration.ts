import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what stands between MULTI and EXEC is applied as it comes",
  story:
    "The commands are all there in order, so they can be applied at once. When the file " +
    "ends before EXEC, the money has left the one account and not come to the other.",
  step: "append",
  file: "replay.ts",
  find: [
    "        if (this.#transaction === undefined) this.#applyOne(item);",
    "        else this.#transaction.requests.push(item);",
  ].join("\n"),
  replace: "        this.#applyOne(item);",
} satisfies Mutant;
