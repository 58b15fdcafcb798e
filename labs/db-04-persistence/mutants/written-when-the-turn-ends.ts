import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "under everysec and no a group is written after its replies have left",
  story:
    "The microtask writes it anyway, a moment later. In this moment the process can be " +
    "killed, and the client has its answer: the two policies promise to survive that.",
  step: "fsync",
  file: "aof-file.ts",
  find: ["    this.flush();", '    if (this.#policy !== "always") return undefined;'].join("\n"),
  replace: ['    if (this.#policy !== "always") return undefined;', "    this.flush();"].join("\n"),
} satisfies Mutant;
