import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close syncs, and writes no last line",
  story:
    "All is durable, and nobody says so. A bit that turns in the last group is then cut " +
    "off with it, as if there had been a crash; and the next start writes much of the " +
    "file again.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["      this.#write(new Uint8Array());", "      await this.#file.sync();", ""].join("\n"),
  replace: "",
} satisfies Mutant;
