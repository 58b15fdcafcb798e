import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "FORCE counts only beside SAVE",
  story:
    "It says that a save may fail, so it goes with SAVE. With save points SHUTDOWN saves by itself: on a full disk SHUTDOWN FORCE does not end the server.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: 'words.has("force"));',
  replace: 'words.has("force") && words.has("save"));',
} satisfies Mutant;
