import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "abandon closes what finish has closed",
  story: "The directory's sync failed, and instead of the disk's error there is a bug " + "report.",
  step: "flush",
  file: "table-output.ts",
  find: ["    const { disk, directory } = this.#place;", "    this.#close();", "    try {"].join(
    "\n",
  ),
  replace: [
    "    const { disk, directory } = this.#place;",
    "    this.#file.close();",
    "    try {",
  ].join("\n"),
} satisfies Mutant;
