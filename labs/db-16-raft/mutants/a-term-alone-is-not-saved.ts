import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a term in which no vote was given is saved only with the entries that come",
  story:
    "Nothing was promised in it, or so it seems. But an Append of term 5 was answered, the power goes, and the " +
    "machine is in term 3 again: it follows the leader of term 4, which was replaced long ago, and cuts off what " +
    "it had saved for that of term 5.",
  step: "persistence",
  file: "server.ts",
  find: "if (hardState !== undefined || entries.length > 0) {",
  replace: "if (hardState?.votedFor !== undefined || entries.length > 0) {",
} satisfies Mutant;
