import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the manifest is written anew under its own name",
  story:
    "A file of ninety bytes is written in one call, so what could come between? The " +
    "moment between removing the old one and writing the new one, and every moment until " +
    "the sync. After that there is no manifest, and without one the files beside it are " +
    "nothing.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: [
    "    await writeWhole(this.#disk, temporary, formatManifest(manifest));",
    "    this.#disk.rename(temporary, `${appenddirname}/${appendfilename}.manifest`);",
  ].join("\n"),
  replace: [
    "    this.#disk.exists(temporary);",
    "    const path = `${appenddirname}/${appendfilename}.manifest`;",
    "    await writeWhole(this.#disk, path, formatManifest(manifest));",
  ].join("\n"),
} satisfies Mutant;
