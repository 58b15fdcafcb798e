import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "only what is found under the first word of a command is saved before it",
  story:
    "SET, INCR and LPUSH have their key there. RENAME, SMOVE, MSET and DEL have more of " +
    "them: the target of a RENAME is gone from the picture, and a value that RENAME moved " +
    "is in it under no name.",
  step: "snapshot",
  file: "snapshot.ts",
  find: [
    "    for (const word of words) {",
    "      const entry = this.#keyspace.peek(word);",
    "      if (entry !== undefined) this.#save(entry);",
  ].join("\n"),
  replace: [
    "    for (const word of words.slice(0, 1)) {",
    "      const entry = this.#keyspace.peek(word);",
    "      if (entry !== undefined) this.#save(entry);",
  ].join("\n"),
} satisfies Mutant;
