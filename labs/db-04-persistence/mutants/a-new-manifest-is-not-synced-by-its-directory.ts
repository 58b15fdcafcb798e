import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the rename of the manifest is not synced",
  story:
    "The file was synced before it was renamed, so all of it is on the disk, but the name " +
    "that leads to it is not. After a power cut the old manifest is back, and the files " +
    "that only the new one names are removed as leftovers: with what was acknowledged.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "    this.#manifest = manifest;",
    "    await this.#disk.syncDirectory(appenddirname);",
  ].join("\n"),
  replace: "    this.#manifest = manifest;",
} satisfies Mutant;
