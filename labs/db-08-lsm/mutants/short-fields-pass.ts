import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key that reaches beyond the record's end is as long as there are bytes",
  story:
    "subarray never complains. A pointer or a largest key comes out shorter than it was, and " +
    "where it still has eight bytes it is believed.",
  step: "manifest",
  file: "version-edit.ts",
  find: `    if (length > end - at) throw new NoEdit(\`\${what} reaches beyond its end\`);
    this.#cursor.at += length;`,
  replace: "    this.#cursor.at = Math.min(end, at + length);",
} satisfies Mutant;
