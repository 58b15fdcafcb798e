import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the directory is not synced after a segment was made",
  story:
    "The file is synced with every record, its name never. After the crash there is a " +
    "full segment, and nothing behind it. It is among the faults that ALICE found in " +
    "eleven programs.",
  step: "segments",
  file: "log.ts",
  find: `    try {
      await this.#disk.syncDirectory(this.#directory);
    } catch (error) {
      file.close();
      throw error;
    }
`,
  replace: "",
} satisfies Mutant;
