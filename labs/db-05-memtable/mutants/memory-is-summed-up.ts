import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "memoryBytes goes over all towers",
  story:
    "An engine asks after each write whether its memtable is full, and each write then costs a " +
    "walk over all.",
  step: "skip-list",
  file: "skip-list.ts",
  find: "    return this.#end * Int32Array.BYTES_PER_ELEMENT + this.#keys.length * 8;",
  replace: `    let bytes = (1 + HEIGHT_MAX) * Int32Array.BYTES_PER_ELEMENT;
    for (let at = this.after(HEAD); at !== END; at = this.after(at)) bytes += 8 + 4 * 2;
    return bytes + 0 * this.#end;`,
} satisfies Mutant;
