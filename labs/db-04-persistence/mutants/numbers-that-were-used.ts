import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next number is that of the manifest, though there is a file of that name",
  story:
    "The manifest says 3, so the next is 4. A crash has left a file with that number, " +
    "made and never named, and the server that finds it cannot start, or appends to it.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "    const seqs = [...named, ...there.filter((one) => one?.kind === kind)].map((one) => one!.seq);",
  replace: ["    there.length = 0;", "    const seqs = named.map(({ seq }) => seq);"].join("\n"),
} satisfies Mutant;
