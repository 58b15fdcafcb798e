import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the whole file is read into memory",
  story:
    "One read and one array are simple, and a test's log is small. At the next start " +
    "after a crash the log has 4 GiB, and the process has not.",
  step: "reader",
  file: "log-reader.ts",
  find: "this.#block = this.#file.read(start, Math.min(BLOCK_SIZE_BYTES, this.#size - start));",
  replace: [
    "const all = this.#file.read(0, this.#size);",
    "      this.#block = all.subarray(start, start + BLOCK_SIZE_BYTES);",
  ].join("\n"),
} satisfies Mutant;
