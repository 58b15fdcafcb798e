import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where all is durable already no last line is written",
  story:
    "Under always there is nothing to sync at the end, so close does nothing. Rot in the last group is cut off like a crash after every clean end.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    try {\n      await this.#file.sync();\n      this.#write",
  replace:
    "    try {\n      if (this.failure === undefined && this.durableBytes === this.size) return;\n      await this.#file.sync();\n      this.#write",
} satisfies Mutant;
