import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "finish does not give the handle back",
  story: "One file for each flush. After a thousand the process has no more.",
  step: "flush",
  file: "table-output.ts",
  find: ["    await this.#file.sync();", "    this.#close();"].join("\n"),
  replace: "    await this.#file.sync();",
} satisfies Mutant;
