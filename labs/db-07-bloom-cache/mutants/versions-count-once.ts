import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a key with several versions counts once",
  story:
    "Sensible, and smaller: LevelDB's own comment wishes for it. It is another filter than " +
    "the one that LevelDB writes.",
  step: "filter-block",
  file: "filter-block.ts",
  find: "    this.#hashes.push(bloomHash(userKey));",
  replace: [
    "    const h = bloomHash(userKey);",
    "    if (this.#hashes.at(-1) !== h) this.#hashes.push(h);",
  ].join("\n"),
} satisfies Mutant;
