import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "finish begins the sync of the file and does not wait for it",
  story:
    "The directory's sync takes as long, so that it goes well nearly always; and where " +
    "the sync fails nobody is told.",
  step: "flush",
  file: "table-output.ts",
  find: ["    await this.#file.sync();", "    this.#close();"].join("\n"),
  replace: ["    this.#file.sync().catch(() => {});", "    this.#close();"].join("\n"),
} satisfies Mutant;
