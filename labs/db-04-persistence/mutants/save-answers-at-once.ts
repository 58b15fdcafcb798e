import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SAVE answers before the file is there",
  story:
    "The save is under way, and nothing can go wrong any more, but for a full disk. The " +
    "backup script copies what it finds.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: ["    await keeper.save();", '    return simpleString("OK");'].join("\n"),
  replace: ["    inBackground(keeper.save());", '    return simpleString("OK");'].join("\n"),
} satisfies Mutant;
