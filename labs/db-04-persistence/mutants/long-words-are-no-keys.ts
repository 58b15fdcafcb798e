import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a long word is not looked for",
  story:
    "Words of megabytes are hashed for nothing, so what is longer than any sensible key is passed over. Redis allows keys of 512 MB, and somebody has one.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "    for (const word of words) {\n      const entry = this.#keyspace.peek(word);\n      if (entry !== undefined) this.#save(entry);",
  replace:
    "    for (const word of words) {\n      const entry = word.length > 512 ? undefined : this.#keyspace.peek(word);\n      if (entry !== undefined) this.#save(entry);",
} satisfies Mutant;
