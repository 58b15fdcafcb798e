import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the same word is looked for once, as text",
  story:
    "A Map by the text of the words saves a look. Two keys that are no UTF-8 are the same text, and one of them is not saved.",
  step: "snapshot",
  file: "snapshot.ts",
  find: "    for (const word of words) {\n      const entry = this.#keyspace.peek(word);\n      if (entry !== undefined) this.#save(entry);",
  replace:
    "    for (const word of new Map(words.map((each) => [Buffer.from(each).toString(), each])).values()) {\n      const entry = this.#keyspace.peek(word);\n      if (entry !== undefined) this.#save(entry);",
} satisfies Mutant;
